import Foundation
import GRDB
import Testing

/// Workers and runs that take too long.
struct DeadlineTests {
  /// Rounds of some tenths of a second.
  private static func slow(_ federation: String, rounds: Int = 12) -> String {
    Job(name: "slow", rounds: rounds).text.replacing("epochs: 1", with: "epochs: 10000")
      .replacing("  strategy: fedavg", with: "  strategy: fedavg\n  \(federation)")
  }

  private func folder(_ federation: String, rounds: Int = 12) throws -> Folder {
    let folder = try Folder.with()
    try folder.write(Self.slow(federation, rounds: rounds), to: "job.yaml")
    return folder
  }

  @Test func `a run whose deadline passes keeps its rounds, and goes on`() throws {
    let (undisturbed, folder) = (
      try folder("deadline: 1h", rounds: 60), try folder("run_deadline: 1s", rounds: 60)
    )
    #expect(try Muster(in: undisturbed).run("run", "job.yaml", "--quiet") == Finished(0))
    let muster = Muster(in: folder)
    let late = try muster.run("run", "job.yaml", "--quiet", "--workers", "1")
    #expect(
      late
        == Finished(
          124,
          errors: """
            error: the run's deadline of 1 s passed
              help: to wait longer, raise `run_deadline` in the job and run it again; finished rounds \
            are kept; `\(Muster.programs)/muster resume 1 --workers 1` goes on

            """))
    #expect(try muster.run("list").output.hasSuffix("  \(Muster.programs)/muster resume 1\n"))
    #expect(try muster.run("show", "1").output.contains(": late: the run's deadline of 1 s passed\n"))
    expectNoWorkers(of: folder)
    if folder.rounds() > 0 {
      #expect(try muster.run("reproduce", "1", "--quiet") == Finished(0), "deadlines are not for this")
    }

    try folder.write(Self.slow("run_deadline: 1h", rounds: 60), to: "job.yaml")
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try folder.digest() == undisturbed.digest())
  }

  @Test func `a late client is dropped, which is recorded and replayed`() throws {
    let folder = try folder("deadline: 1s\n  on_late: drop\n  min_clients: 1")
    let muster = Muster(in: folder)
    let running = try muster.start("run", "job.yaml", "--workers", "2")
    try running.wait(for: "a round and two workers") { folder.rounds() >= 1 && running.workers.count == 2 }
    kill(try #require(running.workers.last), SIGSTOP)
    let done = try running.finish()
    #expect(done.status == 0, "\(done)")
    let told = try #require(
      done.errors.firstMatch(of: /round (\d+): \d clients? (?:was|were) late and left out: (\d)[\n,]/))
    let line =
      "decided in round \(told.output.1): client \(told.output.2) (client-\(told.output.2)) was late, and does not count\n"
    #expect(try muster.run("show", "1").output.contains(line))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("reproduce", "1", "--quiet") == Finished(0))
    expectNoWorkers(of: folder)
  }

  @Test func `too few clients in time end the run`() throws {
    let folder = try folder("deadline: 1s\n  on_late: drop\n  min_clients: 3")
    let muster = Muster(in: folder)
    let running = try muster.start("run", "job.yaml", "--workers", "1")
    try running.wait(for: "a round and a worker") { folder.rounds() >= 1 && running.workers.count == 1 }
    kill(try #require(running.workers.last), SIGSTOP)
    let done = try running.finish()
    #expect(done.status == 1)
    #expect(
      done.errors.contains(/error: \d of round \d+'s clients were in time, where `min_clients` asks for 3\n/))
    #expect(done.errors.hasSuffix("`\(Muster.programs)/muster resume 1 --workers 1` goes on\n"))
    expectNoWorkers(of: folder)
  }

  @Test func `who is awaited is named, and that it goes on`() throws {
    let folder = try folder("deadline: 1h")
    let running = try Muster(in: folder).start("run", "job.yaml", "--workers", "2")
    try running.wait(for: "a round and two workers") { folder.rounds() >= 1 && running.workers.count == 2 }
    let victim = try #require(running.workers.last)
    kill(victim, SIGSTOP)
    try running.wait(for: "word of who is awaited") { running.errors.contains("  waiting for ") }
    kill(victim, SIGCONT)
    let done = try running.finish()
    #expect(done.status == 0)
    #expect(
      done.errors.contains(
        /slow: round \d+\/12  waiting for local \(client \d\)(, silent \d+ s)?, 59m\d+s left\nslow: it goes on\n/
      ), "\(done)")
    expectNoWorkers(of: folder)
  }
}
