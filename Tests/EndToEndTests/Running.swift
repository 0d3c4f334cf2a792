import Foundation
import Testing

/// A command at work. Its streams are read whenever something is waited for, so that it never blocks on them.
final class Running {
  /// A variable that marks a command and all its descendants, whoever their parent becomes.
  static let mark = "MUSTER_END_TO_END"
  private static let limit = 60.0
  private static let starting = NSLock()

  let pid: pid_t
  private let folder: String
  private let deadline = Date(timeIntervalSinceNow: Running.limit)
  private var streams: [Stream]
  private var status: Int32?

  private struct Stream {
    let descriptor: Int32
    var text: [UInt8] = []
    var isOpen = true
  }

  struct Failure: Error {
    let reason: String
  }

  /// Writes a program while no command starts: a child that still held it open for writing would keep it from being run.
  static func whileNoneStarts(_ body: () throws -> Void) rethrows {
    try starting.withLock { try body() }
  }

  init(_ command: [String], environment: [String: String]) throws {
    folder = environment[Running.mark] ?? ""
    var (output, errors): ([Int32], [Int32]) = ([0, 0], [0, 0])
    // Another test may be starting a command at this moment, which must not inherit the ends.
    Running.starting.lock()
    defer { Running.starting.unlock() }
    guard pipe(&output) == 0, pipe(&errors) == 0 else { throw Failure(reason: "no pipes") }
    for end in output + errors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errors[1], 2)
    // Threads that run tests have their signals blocked, which a program would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = command.map { strdup($0) } + [nil]
    var variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, command[0], &actions, &attributes, &words, &variables)
    close(output[1])
    close(errors[1])
    pid = child
    streams = [Stream(descriptor: output[0]), Stream(descriptor: errors[0])]
    guard code == 0 else { throw Failure(reason: "\(command[0]): \(String(cString: strerror(code)))") }
  }

  deinit {
    if status == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    for stream in streams { close(stream.descriptor) }
  }

  /// What it has said on standard error so far.
  var errors: String { String(decoding: streams[1].text, as: UTF8.self) }
  private var hasEnded: Bool { !streams.contains(where: \.isOpen) }

  /// Whether it is there no more, or only to be reaped.
  var hasExited: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
  }

  func send(_ signal: Int32) { kill(pid, signal) }

  /// Waits until a fact is so.
  func wait(for what: String, until isSo: () throws -> Bool) throws {
    while try !isSo() {
      guard !hasEnded else { throw Failure(reason: "it ended before: \(what)\n\(errors)") }
      try readStreams(milliseconds: 2, waitingFor: what)
    }
  }

  /// Waits for its end.
  func finish(at location: SourceLocation = #_sourceLocation) throws -> Finished {
    while !hasEnded { try readStreams(milliseconds: 1000, waitingFor: "its end") }
    var raw: Int32 = 0
    while waitpid(pid, &raw, 0) < 0 && errno == EINTR {}
    let code = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f
    status = code
    return Finished(code, output: String(decoding: streams[0].text, as: UTF8.self), errors: errors)
  }

  private func readStreams(milliseconds: Int32, waitingFor what: String) throws {
    guard Date() < deadline else {
      kill(pid, SIGKILL)
      throw Failure(reason: "after \(Running.limit) s still waiting for \(what)\n\(errors)")
    }
    var polls = streams.map { pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0) }
    poll(&polls, nfds_t(polls.count), milliseconds)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    for index in streams.indices where polls[index].revents != 0 {
      let count = read(streams[index].descriptor, &chunk, chunk.count)
      if count > 0 { streams[index].text += chunk[..<count] } else { streams[index].isOpen = false }
    }
  }
}

extension Running {
  /// The worker processes that it started and that are still there, its own end notwithstanding.
  var workers: [pid_t] { workerProcesses(of: folder) }
}

/// Running workers, and relays to workers, that were started, directly or not, by a command in a folder. One that only
/// waits to be reaped has no environment any more and is not among them.
func workerProcesses(of folder: String) -> [pid_t] {
  let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  let wanted = Data("\(Running.mark)=\(folder)\0".utf8)
  return entries.compactMap { pid_t($0) }.sorted().filter { pid in
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe"),
      program.hasSuffix("/muster-worker"),
      let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ")
    else { return false }
    return environment.range(of: wanted) != nil
  }
}

/// Waits until no worker of a folder is left.
func expectNoWorkers(of folder: Folder, at location: SourceLocation = #_sourceLocation) {
  let deadline = Date(timeIntervalSinceNow: 10)
  while !workerProcesses(of: folder.path).isEmpty && Date() < deadline { poll(nil, 0, 2) }
  #expect(workerProcesses(of: folder.path) == [], "workers were left behind", sourceLocation: location)
}
