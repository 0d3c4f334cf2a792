import Foundation
import GRDB
import Testing

/// Workers that the real ssh reaches on a real sshd.
@Suite(.enabled(if: Host.canBe, Host.want)) struct HostsTests {
  /// A new folder with a job that lasts long enough to be disturbed, and its data.
  static func makeFolder() throws -> Folder {
    let folder = try Folder.with(Job(rounds: 60, clients: 8, cohort: 6, network: "villages"))
    let text = try String(contentsOfFile: folder("job.yaml"), encoding: .utf8)
      .replacing("epochs: 1", with: "epochs: 6000")
      .replacing("strategy: fedavg", with: "strategy: fedavg\n  deadline: 10s")
    try folder.write(text, to: "job.yaml")
    return folder
  }

  /// The record digest of the job's run with two workers here.
  static let local = Result {
    let folder = try makeFolder()
    #expect(try Muster(in: folder).run("run", "job.yaml", "--quiet", "--workers", "2") == Finished(0))
    return try #require(try folder.digest())
  }

  /// A folder with the job and workers on the host.
  private func folder(workers: Int, host name: String = "worker", through pipeline: String? = nil) throws
    -> Folder
  {
    let folder = try Self.makeFolder()
    let pools = "ssh: {host: \(name), workers: \(workers), command: COMMAND}"
    if let pipeline {
      try folder.writeWorkers(pools, through: pipeline)
    } else {
      try folder.writeWorkers(pools)
    }
    return folder
  }

  private func muster(in folder: Folder, on host: Host) -> Muster {
    var muster = Muster(in: folder)
    muster.environment.merge(host.variables) { _, new in new }
    return muster
  }

  @Test func `two workers in one connection give the digest of a local run`() throws {
    let (host, folder) = (try Host(), try folder(workers: 2))
    let muster = muster(in: folder, on: host)
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(try folder.digest() == Self.local.get())
    #expect(host.connections == 1)
    #expect(try folder.record { try Int.fetchOne($0, sql: "SELECT count(DISTINCT worker) FROM worker") } == 2)
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    expectNoWorkers(of: folder)
  }

  @Test func `a key that may run one command leads to workers`() throws {
    let (host, folder) = (try Host(), try folder(workers: 1, host: "pinned"))
    try host.folder.writeScript("exec '\(folder("worker"))'\n", to: "forced")
    let muster = muster(in: folder, on: host)
    #expect(try muster.run("run", "job.yaml", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(try folder.digest() == Self.local.get())
    expectNoWorkers(of: folder)
  }

  @Test(arguments: ["a worker", "the session"])
  func `what is killed on the host costs nothing but time`(victim: String) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed)
    let (host, folder) = (try Host(), try folder(workers: 2))
    let running = try muster(in: folder, on: host).start("run", "job.yaml", "--workers", "workers.yaml")
    let round = Int.random(in: 0..<40, using: &random)
    try running.wait(for: "round \(round)") { folder.rounds() >= round && running.workers.count >= 2 }
    let victims = victim == "a worker" ? running.workers : host.sessions(of: folder)
    kill(try #require(victims.randomElement(using: &random)), SIGKILL)
    let finished = try running.finish()
    #expect(finished.status == 0, "seed \(seed), round \(round): \(finished)")
    #expect(try folder.digest() == Self.local.get(), "seed \(seed), round \(round)")
    expectNoWorkers(of: folder)
  }

  @Test func `muster killed leaves no worker on the host, and resume goes on`() throws {
    let (host, folder) = (try Host(), try folder(workers: 2))
    let muster = muster(in: folder, on: host)
    let running = try muster.start("run", "job.yaml", "--quiet", "--workers", "workers.yaml")
    try running.wait(for: "ten rounds") { folder.rounds() >= 10 }
    running.send(SIGKILL)
    #expect(try running.finish().status == 137)
    expectNoWorkers(of: folder)
    #expect(try muster.run("resume", "1", "--quiet", "--workers", "workers.yaml") == Finished(0))
    #expect(try folder.digest() == Self.local.get())
    expectNoWorkers(of: folder)
  }
}
