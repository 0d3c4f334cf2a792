import Foundation
import Testing
import WorkerProtocol

@testable import Launching

/// Real workers behind a real sshd; skipped where there is none.
@Suite(.timeLimit(.minutes(2)), .enabled(if: SSHHostFixture.isPossible, "there is no sshd on this machine"))
final class SSHPoolTests {
  private let host: SSHHostFixture
  private let program: String

  init() throws {
    host = try SSHHostFixture()
    program = try workerExecutable(beside: ownExecutable())
  }

  deinit { host.down() }

  private func crew(_ launcher: PoolLauncher, workers: Int...) throws -> RemoteCrew {
    var crew = RemoteCrew(launcher: launcher)
    for worker in workers { try crew.start(worker) }
    return crew
  }

  private var logins: Int {
    let log = (try? String(contentsOfFile: "\(host.folder)/sshd.log", encoding: .utf8)) ?? ""
    return log.split(whereSeparator: \.isNewline).count { $0.contains("Accepted publickey") }
  }

  @Test func `workers share one connection, and end one by one`() throws {
    var crew = try crew(host.launcher(command: program), workers: 1, 2, 3)
    for worker in 1...3 { #expect(isAlive(try crew.greeting(of: worker).pid)) }
    crew.launcher.send(Request.finish.encoded(), to: 2)
    #expect(crew.end(of: 2) == WorkerEnd(.ended, reason: "exit 0"))
    let pids = [crew.greetings[1]?.pid, crew.greetings[3]?.pid].compactMap(\.self)
    crew.launcher.stopAll()
    pids.forEach(waitForEnd)
    #expect(logins == 1)
  }

  @Test func `a worker that is killed ends alone`() throws {
    var crew = try crew(host.launcher(command: program), workers: 1, 2)
    let pid = try crew.greeting(of: 1).pid
    kill(pid_t(pid), SIGKILL)
    #expect(crew.end(of: 1) == WorkerEnd(.ended, reason: "killed by signal 9"))
    #expect(isAlive(try crew.greeting(of: 2).pid))
    try crew.start(3)
    #expect(isAlive(try crew.greeting(of: 3).pid))
    crew.launcher.stopAll()
    #expect(logins == 1)
  }

  @Test func `the end of the session there ends all its workers, and the next start connects anew`() throws {
    var crew = try crew(host.launcher(command: program), workers: 1, 2)
    let pids = [try crew.greeting(of: 1).pid, try crew.greeting(of: 2).pid]
    // The relay's parent is the login shell's place, whose parent is the session.
    let relay = parent(of: pids[0])
    kill(pid_t(parent(of: relay)), SIGKILL)
    let end = crew.end(of: 1)
    #expect(end.kind == .unreachable)
    #expect(end.reason.hasPrefix("the connection to worker was closed: "), "\(end)")
    #expect(crew.end(of: 2) == end)
    pids.forEach(waitForEnd)
    try crew.start(3)
    #expect(isAlive(try crew.greeting(of: 3).pid))
    crew.launcher.stopAll()
    #expect(logins == 2)
  }

  @Test func `the relay's end takes even a halted worker with it`() throws {
    var crew = try crew(host.launcher(command: program), workers: 1)
    let pid = try crew.greeting(of: 1).pid
    kill(pid_t(pid), SIGSTOP)
    while state(of: pid) != "T" { poll(nil, 0, 1) }
    kill(pid_t(parent(of: pid)), SIGKILL)
    #expect(
      crew.end(of: 1)
        == WorkerEnd(
          .unreachable, reason: "the connection to worker ended without a word",
          help: "the worker's relay there may have been killed; try `ssh worker true`"))
    waitForEnd(of: pid)
    crew.launcher.stopAll()
  }

  @Test func `a halted worker that is stopped is killed over there`() throws {
    var crew = try crew(host.launcher(command: program), workers: 1, 2)
    let (pid, other) = (try crew.greeting(of: 1).pid, try crew.greeting(of: 2).pid)
    kill(pid_t(pid), SIGSTOP)
    crew.launcher.stop(worker: 1)
    while isAlive(pid) { _ = crew.launcher.wait(milliseconds: 5) }
    #expect(isAlive(other))
    crew.launcher.stopAll()
  }

  @Test func `the coordinator's own end leaves nobody behind`() async throws {
    let (config, program) = (host.config, program)
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [config = config as String, program = program as String] in
      var crew = RemoteCrew(
        launcher: PoolLauncher(
          pools: [Pool(name: "h", workers: 2, reach: .ssh(SSHHost(host: "worker", command: program)))],
          executable: "/nonexistent", sshConfig: config))
      for worker in 1...2 { try crew.start(worker) }
      let pids = try (1...2).map { "\(try crew.greeting(of: $0).pid)" }
      try write(pids.joined(separator: "\n"), to: config + ".pids")
      kill(getpid(), SIGKILL)
    }
    let pids = try String(contentsOfFile: config + ".pids", encoding: .utf8).split(separator: "\n")
    #expect(pids.count == 2)
    for pid in pids { waitForEnd(of: try #require(Int(pid))) }
  }

  @Test func `the end of ssh here is told apart`() throws {
    var crew = try crew(host.launcher(command: program), workers: 1)
    let pid = try crew.greeting(of: 1).pid
    let ssh = try Fixture.shell("pgrep -f '^[^ ]*ssh -T .*\(host.config)'")
    kill(try #require(pid_t(ssh.split(separator: "\n")[0])), SIGKILL)
    #expect(crew.end(of: 1) == WorkerEnd(.unreachable, reason: "ssh to worker was killed by signal 9"))
    waitForEnd(of: pid)
    crew.launcher.stopAll()
  }

  @Test func `a connection is read unless nothing need be read of all its workers`() throws {
    var crew = try crew(host.launcher(command: program), workers: 1, 2)
    for worker in 1...2 { _ = try crew.greeting(of: worker) }
    for worker in 1...2 { crew.launcher.send(Request.finish.encoded(), to: worker) }
    #expect(crew.launcher.wait(milliseconds: 100, leaving: [1, 2]) == [])
    var events: [WorkerEvent] = []
    while events.count < 2 { events += crew.launcher.wait(milliseconds: nil, leaving: [1]) }
    #expect(events.allSatisfy { if case .closed = $0 { true } else { false } })
    crew.launcher.stopAll()
  }

  /// A ninth that has not logged in yet is dropped by this sshd.
  @Test func `connections are not made in bursts`() throws {
    let config = "\(host.folder)/sshd_config"
    let settings = try String(contentsOfFile: config, encoding: .utf8)
    try write(
      settings.replacing(/MaxStartups .*/, with: "MaxStartups 8:100:8"), to: config)
    try Fixture.shell("kill -HUP $(cat \(host.folder)/sshd.pid)")
    while try Fixture.shell("grep -c 'Server listening' \(host.folder)/sshd.log") == "1\n" {}
    let hosts = (1...12).map { SSHHost(host: "worker\($0)", command: program) }
    var launcher = PoolLauncher(
      pools: hosts.map { Pool(name: $0.host, workers: 1, reach: .ssh($0)) }, executable: "/nonexistent",
      sshConfig: host.config)
    for pool in hosts.indices { try launcher.start(worker: pool, pool: pool) }
    var heard: Set<Int> = []
    while heard.count < hosts.count {
      for event in launcher.wait(milliseconds: nil) {
        guard case .received(let worker, _) = event else { throw LaunchError("\(event)") }
        heard.insert(worker)
      }
    }
    launcher.stopAll()
  }

  private func parent(of pid: Int) -> Int { Int(status(of: pid)[1]) ?? 0 }

  private func state(of pid: Int) -> String { status(of: pid)[0] }

  /// What `/proc` tells behind the name.
  private func status(of pid: Int) -> [String] {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ") X 0"
    return text.split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
  }
}
