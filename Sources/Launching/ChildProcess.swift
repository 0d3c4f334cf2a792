@preconcurrency import Glibc

/// A running program and the coordinator's ends of its three streams, none of which ever blocks.
///
/// It leads its own process group, so that an interrupt at the terminal reaches the coordinator alone. It has default
/// signal handling and inherits nothing but its streams.
struct ChildProcess {
  let pid: pid_t
  let input: Int32
  let output: Int32
  let errors: Int32
  /// The process, or with a minus its group.
  private let mortals: pid_t

  /// - Parameters:
  ///   - command: a path to the program, then its arguments.
  ///   - hasHeirs: whether what the program started may end by itself after it.
  init(
    _ command: [String], environment: [(name: String, value: String)], hasHeirs: Bool = false
  ) throws(LaunchError) {
    var pipes: [Pipe] = []
    do {
      for _ in 0..<3 { pipes.append(try Pipe()) }
      let streams = [pipes[0].reading, pipes[1].writing, pipes[2].writing]
      pid = try Self.spawn(command, streams: streams, environment: environment)
      for stream in streams { _ = close(stream) }
    } catch {
      pipes.forEach { $0.close() }
      throw error
    }
    mortals = hasHeirs ? pid : -pid
    (input, output, errors) = (pipes[0].writing, pipes[1].reading, pipes[2].reading)
    for descriptor in [input, output, errors] { makeNonBlocking(descriptor) }
  }

  private static func spawn(
    _ command: [String], streams: [Int32], environment: [(name: String, value: String)]
  ) throws(LaunchError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    closeAllButStreams(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    setGroupAndSignals(&attributes)

    var arguments = cStrings(command)
    var variables = cStrings(inherited(environment))
    defer { (arguments + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, command[0], &actions, &attributes, &arguments, &variables)
    if code == 0 { return pid }
    throw LaunchError("\(command[0]) cannot be started: \(String(cString: strerror(code)))")
  }

  private static func setGroupAndSignals(_ attributes: inout posix_spawnattr_t) {
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  }

  /// This process's own environment with `changes` in the place of variables of the same names.
  private static func inherited(_ changes: [(name: String, value: String)]) -> [String] {
    let kept = ownEnvironment().filter { entry in !changes.contains { $0.name == entry.name } }
    return (kept + changes).map { "\($0.name)=\($0.value)" }
  }

  private static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}

extension ChildProcess {
  /// Whether it has ended and waits to be reaped. Until then no other process can get its number.
  var hasEnded: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
  }

  /// Asks it to end, and what it started that is no heir.
  func terminate() { _ = Glibc.kill(mortals, SIGTERM) }

  /// Kills it, and what it started that is no heir.
  func kill() { _ = Glibc.kill(mortals, SIGKILL) }

  /// To be called once it has ended: ends what it left behind, and forgets it.
  func reap() -> ExitStatus {
    kill()
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return ExitStatus(status)
  }
}
