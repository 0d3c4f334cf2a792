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

  /// Waits for its end. To be asked once.
  ///
  /// - Parameters:
  ///   - seconds: after which it is killed.
  ///   - limit: how many bytes of each stream are kept, the last ones.
  func ending(seconds: Double = .infinity, keeping limit: Int) -> Ending {
    var said = [Tail(limit: limit), Tail(limit: limit)]
    let isInTime = read([output, errors], into: &said, until: MonotonicClock().seconds() + seconds)
    if !isInTime { kill(child, SIGKILL) }
    for descriptor in [output, errors] { close(descriptor) }
    var raw: Int32 = 0
    while waitpid(child, &raw, 0) < 0 && errno == EINTR {}
    let status = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f
    return Ending(
      status: isInTime ? status : 124, output: said[0].bytes, outputDigest: said[0].digest,
      errors: said[1].bytes)
  }

  /// - Returns: whether all streams ended in time.
  private func read(_ streams: [Int32], into said: inout [Tail], until end: Double) -> Bool {
    var polls = streams.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while polls.contains(where: { $0.fd >= 0 }) {
      let left = end - MonotonicClock().seconds()
      guard left > 0 else { return false }
      poll(&polls, nfds_t(polls.count), Int32(min(left, 1000) * 1000))
      for index in polls.indices where polls[index].fd >= 0 && polls[index].revents != 0 {
        let count = Glibc.read(polls[index].fd, &chunk, chunk.count)
        if count < 0 && errno == EINTR { continue }
        if count > 0 { said[index].append(chunk[..<count]) } else { polls[index].fd = -1 }
      }
    }
    return true
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
