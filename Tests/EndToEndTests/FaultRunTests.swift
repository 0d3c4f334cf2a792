import Foundation
import GRDB
import Testing

/// Workers that are there and do not do their work.
@Suite(.enabled(if: Host.canBe, Host.want)) struct FaultRunTests {
  @Test func `a worker that is stopped is given up after its silence, and another does its work`() throws {
    let (host, folder) = (try Host(), try HostsTests.makeFolder())
    try folder.writeWorkers("local: 1\nssh: {host: worker, command: COMMAND}")
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    let running = try muster.start("run", "job.yaml", "--workers", "workers.yaml")
    try running.wait(for: "ten rounds and the workers") {
      folder.rounds() >= 10 && running.workers.count >= 3
    }
    let remote = try #require(running.workers.last)
    kill(remote, SIGSTOP)
    defer { kill(remote, SIGCONT) }
    let finished = try running.finish()
    #expect(finished.status == 0, "\(finished)")
    #expect(try folder.digest() == HostsTests.local.get())
    kill(remote, SIGCONT)
    expectNoWorkers(of: folder)
  }

  /// A byte is another in what a host's worker says, once; the pool is given up or tried again, and no bit of the
  /// result is another.
  @Test(arguments: [30, 900, 9000]) func `a spoiled byte changes no result`(place: Int) throws {
    let (host, folder) = (try Host(), try HostsTests.makeFolder())
    try folder.writeWorkers(
      "ssh: [{host: first, command: COMMAND}, {host: second, command: COMMAND}]",
      through: """
        mkdir '\(folder("spoiled"))' 2>/dev/null || exec WORKER "$@"
        WORKER "$@" | {
          dd bs=1 count=\(place) 2>/dev/null
          head -c 1 | tr '\\000-\\377' '\\001-\\377\\000'
          exec cat
        }
        """)
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    let finished = try muster.run("run", "job.yaml", "--workers", "workers.yaml")
    #expect(finished.status == 0, "\(finished)")
    #expect(try folder.digest() == HostsTests.local.get())
    #expect(try folder.record { try Int.fetchOne($0, sql: "SELECT count(*) FROM worker_loss") } != 0)
    expectNoWorkers(of: folder)
  }
}
