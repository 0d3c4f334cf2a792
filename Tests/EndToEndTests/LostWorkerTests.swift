import Foundation
import GRDB
import Testing

struct LostWorkerTests {
  @Test(arguments: 0..<3) func `a killed worker costs nothing but time`(trial: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed)
    let job = Job(rounds: 600, network: "villages")
    let (undisturbed, folder) = (try Folder.with(job), try Folder.with(job))
    #expect(try Muster(in: undisturbed).run("run", "job.yaml", "--quiet") == Finished(0))

    let running = try Muster(in: folder).start("run", "job.yaml")
    let round = Int.random(in: 0..<100, using: &random)
    try running.wait(for: "round \(round)") { folder.rounds() >= round && !running.workers.isEmpty }
    if let victim = running.workers.randomElement(using: &random) { kill(victim, SIGKILL) }
    let finished = try running.finish()

    #expect(finished.status == 0, "seed \(seed), round \(round): \(finished)")
    #expect(
      finished.errors.contains(
        /round \d+: worker \d+ of local was lost \(killed by signal 9\); its clients go to another/))
    #expect(try folder.digest() == undisturbed.digest(), "seed \(seed), round \(round)")
    #expect(try folder.record { try Int.fetchOne($0, sql: "SELECT count(*) FROM worker_loss") } == 1)
    #expect(
      try Muster(in: folder).run("show", "1").output.contains(
        /lost in round \d+: worker \d+ of local, killed by signal 9/))
    #expect(try Muster(in: folder).run("verify", "--quiet") == Finished(0))
    expectNoWorkers(of: folder)
  }

  @Test func `all workers killed at once are replaced`() throws {
    let job = Job(rounds: 600)
    let (undisturbed, folder) = (try Folder.with(job), try Folder.with(job))
    #expect(try Muster(in: undisturbed).run("run", "job.yaml", "--quiet") == Finished(0))
    let running = try Muster(in: folder).start("run", "job.yaml")
    try running.wait(for: "ten rounds and two workers") {
      folder.rounds() >= 10 && running.workers.count == 2
    }
    for worker in running.workers { kill(worker, SIGKILL) }
    #expect(try running.finish().status == 0)
    #expect(try folder.digest() == undisturbed.digest())
    expectNoWorkers(of: folder)
  }

  @Test func `where not all workers can be started the others do the work`() throws {
    let folder = try Folder.with(Job(clients: 12, cohort: 12))
    var muster = Muster(in: folder)
    // Each worker takes three descriptors, and six for a moment while it starts.
    muster.before = "ulimit -n 36"
    let run = try muster.run("run", "job.yaml", "--quiet", "--workers", "12")
    #expect(run == Finished(0))
    expectNoWorkers(of: folder)
  }
}
