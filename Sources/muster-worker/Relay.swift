import Glibc
import Launching
import WorkerProtocol

/// Makes this process a relay: from here on it starts workers like itself and passes their bytes on, until the
/// coordinator is gone.
///
/// - Parameters:
///   - rest: what was read behind the request.
///   - output: where the coordinator reads.
func relay(_ rest: [UInt8], output: Int32) -> Never {
  // The path tells people more than /proc/self/exe, which leads to the program even when it was removed.
  let program = (try? ownExecutable()) ?? "/proc/self/exe"
  var relay = Relay(
    command: [program] + CommandLine.arguments.dropFirst(), input: STDIN_FILENO, output: output)
  do {
    try relay.run(rest)
  } catch {
    let line = Array("muster-worker: \(error)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    _exit(1)
  }
  _exit(0)
}
