import Foundation
import Testing
import WorkerProtocol

@testable import Launching

/// What stands between us and a worker behind a real sshd; skipped where there is none.
@Suite(.timeLimit(.minutes(2)), .enabled(if: SSHHostFixture.isPossible, "there is no sshd on this machine"))
final class SSHWayTests {
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

  @Test func `a host key that is not known bars the way`() throws {
    var crew = try crew(
      host.launcher(command: program, options: [("UserKnownHostsFile", "/dev/null")]), workers: 1, 2)
    let end = WorkerEnd(
      .barred, reason: "the host key of worker is not known",
      help: "connect once by hand, `ssh worker true`, and compare the key that it shows with the host's own")
    #expect(crew.end(of: 1) == end)
    #expect(crew.end(of: 2) == end)
    crew.launcher.stopAll()
  }

  @Test func `a host key that changed bars the way`() throws {
    let known = "\(host.folder)/known_hosts"
    let other = try String(contentsOfFile: "\(host.folder)/open.pub", encoding: .utf8).split(separator: " ")
    let address = try String(contentsOfFile: known, encoding: .utf8).split(separator: " ")[0]
    try write("\(address) \(other[0]) \(other[1])\n", to: known)
    var crew = try crew(host.launcher(command: program), workers: 1)
    #expect(crew.end(of: 1).reason == "the host key of worker is not the one that is known")
    crew.launcher.stopAll()
  }

  @Test func `a key that is not accepted bars the way`() throws {
    try write("", to: "\(host.folder)/authorized_keys")
    var crew = try crew(host.launcher(command: program), workers: 1)
    let end = crew.end(of: 1)
    #expect(end.kind == .barred)
    #expect(end.reason.hasPrefix("worker accepts none of the keys that ssh offers: "), "\(end)")
    crew.launcher.stopAll()
  }

  @Test func `a host where nobody listens can be tried again`() throws {
    let launcher = host.launcher(command: program)
    let server = try Fixture.shell("cat \(host.folder)/sshd.pid")
    try Fixture.shell("kill \(server)")
    waitForEnd(of: try #require(Int(server.split(separator: "\n")[0])))
    var crew = try crew(launcher, workers: 1)
    let end = crew.end(of: 1)
    #expect((end.kind, end.reason) == (.unreachable, "worker refuses connections"))
    crew.launcher.stopAll()
  }

  @Test func `a login script's noise is skipped`() throws {
    try host.force("echo Welcome to the machine; exec '\(program)'")
    var crew = try crew(host.launcher(command: "anything", host: "pinned"), workers: 1)
    #expect(isAlive(try crew.greeting(of: 1).pid))
    crew.launcher.stopAll()
  }

  @Test func `a key that may run the worker only is enough`() throws {
    try host.force("exec '\(program)'")
    var crew = try crew(host.launcher(command: "muster-worker", host: "pinned"), workers: 1, 2)
    for worker in 1...2 { #expect(isAlive(try crew.greeting(of: worker).pid)) }
    crew.launcher.stopAll()
  }

  @Test func `a worker of another version is named with both`() throws {
    try host.force("echo MUSTER-WORKER/2; exec cat")
    var crew = try crew(host.launcher(command: "muster-worker", host: "pinned"), workers: 1)
    #expect(
      crew.end(of: 1)
        == WorkerEnd(
          .barred,
          reason:
            "muster-worker on pinned: the worker speaks version 2 of the worker protocol, this muster speaks version \(WorkerConnection.version)",
          help: ProtocolError.version(theirs: "2", ours: 3).help))
    crew.launcher.stopAll()
  }

  @Test(arguments: [
    ("/bin/true", "/bin/true on worker: ended with exit 0, no greeting came"),
    (
      "/nonexistent/worker",
      "there is no /nonexistent/worker on worker: bash: line 1: /nonexistent/worker: No such file or directory"
    ),
    ("/etc/passwd", "/etc/passwd on worker cannot be executed: bash: line 1: /etc/passwd: Permission denied"),
  ])
  func `a program that is no worker bars the way`(command: String, reason: String) throws {
    var crew = try crew(host.launcher(command: command), workers: 1)
    let end = crew.end(of: 1)
    #expect(end.kind == .barred)
    // The shell's own words differ from one to the next.
    #expect(end.reason.prefix(40) == reason.prefix(40), "\(end)")
    crew.launcher.stopAll()
  }

  @Test func `a relay's stream that was damaged is given up with all its workers`() throws {
    try host.force("'\(program)' | stdbuf -o0 tr '\\003' '\\004'")
    var crew = try crew(host.launcher(command: "muster-worker", host: "pinned"), workers: 1, 2)
    let end = crew.end(of: 1)
    #expect(end.kind != .ended, "\(end)")
    #expect(crew.end(of: 2) == end)
    crew.launcher.stopAll()
  }
}
