import Glibc

/// A program on its way whose standard output is wanted; its standard error goes nowhere.
struct Capture {
  private let child: pid_t
  private let end: Int32

  /// Starts the program and waits for nothing.
  ///
  /// - Returns: nil when it cannot be started.
  init?(_ arguments: [String]) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, arguments[0], &actions, nil, &words, environ) == 0 else {
      close(ends[0])
      return nil
    }
    self.child = child
    end = ends[0]
  }

  /// Waits for its end. To be asked once.
  ///
  /// - Returns: nil when it did not exit with 0.
  func output() -> [UInt8]? {
    let output = readToEnd(end)
    close(end)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status == 0 ? output : nil
  }
}

private func readToEnd(_ descriptor: Int32) -> [UInt8] {
  var output: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return output }
    output += chunk[..<count]
  }
}
