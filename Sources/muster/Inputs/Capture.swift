import Determinism
import Execution
import Glibc
import Launching

/// A program on its way, of which what it says is wanted.
struct Capture {
  /// How a program ended, and the end of what it said, which may be all.
  struct Ending {
    /// The exit status, or 128 and the signal that ended it; 124 when the time was up.
    var status: Int32
    var output: [UInt8]
    /// Of all that it said.
    var outputDigest: Digest
    var errors: [UInt8]
  }

  private let child: pid_t
  private let output: Int32
  private let errors: Int32

  /// Starts the program and waits for nothing.
  ///
  /// - Parameter input: the file that it reads as its standard input.
  /// - Returns: nil when it cannot be started.
  init?(_ arguments: [String], input: String = "/dev/null") {
    var (output, errors): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&output) == 0, pipe(&errors) == 0 else {
      for end in output where end >= 0 { close(end) }
      return nil
    }
    for end in output + errors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in [output[1], errors[1]] { close(end) } }
    (self.output, self.errors) = (output[0], errors[0])
    guard let child = Self.spawn(arguments, input: input, output: output[1], errors: errors[1]) else {
      for end in [output[0], errors[0]] { close(end) }
      return nil
    }
    self.child = child
  }

  private static func spawn(_ arguments: [String], input: String, output: Int32, errors: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    closeAllButStreams(&actions)
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    return posix_spawnp(&child, arguments[0], &actions, nil, &words, environ) == 0 ? child : nil
  }

  /// More output than this, in bytes, is nobody's to keep.
  private static let longestOutput = 1 << 28

  /// Waits for its end, as ``ending(seconds:keeping:)`` does.
  ///
  /// - Returns: all of its output; nil when it did not exit with 0, or when that is more than 256 MiB.
  func successfulOutput() -> [UInt8]? {
    let ending = ending(keeping: Self.longestOutput + 1)
    return ending.status == 0 && ending.output.count <= Self.longestOutput ? ending.output : nil
  }

  /// Waits for its end, but not for what it leaves in the background, which may hold its streams for long. To be asked
  /// once.
  ///
  /// - Parameters:
  ///   - seconds: after which it is killed.
  ///   - limit: how many bytes of each stream are kept, the last ones.
  func ending(seconds: Double = .infinity, keeping limit: Int) -> Ending {
    var streams = [output, errors].map { Stream(descriptor: $0, said: Tail(limit: limit)) }
    let clock = MonotonicClock()
    let end = clock.seconds() + seconds
    var status = exitStatus(WNOHANG)
    while status == nil, clock.seconds() < end {
      // The last stream ends a moment before the program does.
      let isOpen = streams.contains { $0.descriptor >= 0 }
      Self.read(&streams, milliseconds: isOpen ? 50 : 1)
      status = exitStatus(WNOHANG)
    }
    if status == nil {
      kill(child, SIGKILL)
      _ = exitStatus(0)
    }
    // What it said before its end is in the pipes by now.
    let last = clock.seconds() + 1
    while Self.read(&streams, milliseconds: 0), clock.seconds() < last {}
    for descriptor in [output, errors] { close(descriptor) }
    return Ending(
      status: status ?? 124, output: streams[0].said.bytes, outputDigest: streams[0].said.digest,
      errors: streams[1].said.bytes)
  }

  /// - Parameter options: `WNOHANG` not to wait for its end.
  /// - Returns: nil while it goes on.
  private func exitStatus(_ options: Int32) -> Int32? {
    var raw: Int32 = 0
    var ended = waitpid(child, &raw, options)
    while ended < 0 && errno == EINTR { ended = waitpid(child, &raw, options) }
    if ended == 0 { return nil }
    return raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f
  }

  /// Waits for something to be said and reads it.
  ///
  /// - Returns: whether there was anything.
  @discardableResult private static func read(_ streams: inout [Stream], milliseconds: Int32) -> Bool {
    var polls = streams.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    guard poll(&polls, nfds_t(polls.count), milliseconds) > 0 else { return false }
    for index in polls.indices where polls[index].revents != 0 { streams[index].read() }
    return true
  }
}

/// What a program says to one of its streams.
private struct Stream {
  /// -1 once it has ended.
  var descriptor: Int32
  var said: Tail

  mutating func read() {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count < 0 && errno == EINTR { return }
    if count > 0 { said.append(chunk[..<count]) } else { descriptor = -1 }
  }
}

/// The last bytes of a stream.
private struct Tail {
  private let limit: Int
  private var kept: [UInt8] = []
  private var hash = SHA256()

  init(limit: Int) { self.limit = limit }

  var bytes: [UInt8] { Array(kept.suffix(limit)) }
  /// Of the whole stream.
  var digest: Digest { hash.finalize() }

  /// Up to twice as many are kept, so that each is moved once.
  mutating func append(_ more: ArraySlice<UInt8>) {
    hash.update(more)
    kept += more
    if kept.count > 2 * limit { kept.removeFirst(kept.count - limit) }
  }
}
