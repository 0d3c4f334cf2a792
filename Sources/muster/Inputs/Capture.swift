import Execution
import Glibc

/// A program on its way, of which what it says is wanted.
struct Capture {
  /// How a program ended, and everything it said.
  struct Ending {
    /// The exit status, or 128 and the signal that ended it; 124 when the time was up.
    var status: Int32
    var output: [UInt8]
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
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    return posix_spawnp(&child, arguments[0], &actions, nil, &words, environ) == 0 ? child : nil
  }

  /// Waits for its end, as ``ending(seconds:)`` does.
  ///
  /// - Returns: nil when it did not exit with 0.
  func successfulOutput() -> [UInt8]? {
    let ending = ending()
    return ending.status == 0 ? ending.output : nil
  }

  /// Waits for its end. To be asked once.
  ///
  /// - Parameter seconds: after which it is killed.
  func ending(seconds: Double = .infinity) -> Ending {
    var said: [[UInt8]] = [[], []]
    let isInTime = read([output, errors], into: &said, until: MonotonicClock().seconds() + seconds)
    if !isInTime { kill(child, SIGKILL) }
    for descriptor in [output, errors] { close(descriptor) }
    var raw: Int32 = 0
    while waitpid(child, &raw, 0) < 0 && errno == EINTR {}
    let status = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f
    return Ending(status: isInTime ? status : 124, output: said[0], errors: said[1])
  }

  /// - Returns: whether all streams ended in time.
  private func read(_ streams: [Int32], into said: inout [[UInt8]], until end: Double) -> Bool {
    var polls = streams.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while polls.contains(where: { $0.fd >= 0 }) {
      let left = end - MonotonicClock().seconds()
      guard left > 0 else { return false }
      poll(&polls, nfds_t(polls.count), Int32(min(left, 1000) * 1000))
      for index in polls.indices where polls[index].fd >= 0 && polls[index].revents != 0 {
        let count = Glibc.read(polls[index].fd, &chunk, chunk.count)
        if count < 0 && errno == EINTR { continue }
        if count > 0 { said[index] += chunk[..<count] } else { polls[index].fd = -1 }
      }
    }
    return true
  }
}
