import Foundation
import GRDB
import Testing

/// Batches that are stopped, held up or killed.
struct BatchStopTests {
  private static let jobs = """
    max_parallel: 2
    jobs:
      a: {job: first.yaml, matrix: {seed: [1, 2]}}
      b: {job: alone.yaml, matrix: {seed: [1, 2]}}
      c: {job: second.yaml, needs: b}

    """
  private static let rounds = 60

  private static let undisturbed = Result {
    let folder = try Folder.with(batch: jobs, rounds: rounds)
    try Muster(in: folder).run("batch", "nightly.yaml", "--quiet")
    return try folder.outcome()
  }

  private func expectUndisturbed(_ folder: Folder, _ what: Comment) throws {
    #expect(try folder.outcome() == Self.undisturbed.get(), what)
    #expect(try Muster(in: folder).run("verify", "--quiet") == Finished(0), what)
    expectNoWorkers(of: folder)
  }

  private func roundsDone(_ folder: Folder) -> Int {
    let count = try? folder.record { try Int.fetchOne($0, sql: "SELECT count(*) FROM round") }
    return (count ?? nil) ?? 0
  }

  @Test(arguments: [SIGINT, SIGTERM]) func `a signal stops all lanes, and the next batch goes on`(
    signal: Int32
  )
    throws
  {
    let folder = try Folder.with(batch: Self.jobs, rounds: Self.rounds)
    let running = try Muster(in: folder).start("batch", "nightly.yaml", "--quiet")
    try running.wait(for: "30 rounds") { roundsDone(folder) >= 30 }
    running.send(signal)
    #expect(try running.finish().status == 128 + signal)
    #expect(folder.files.contains("muster.sqlite-wal") == false)
    let jobs = try folder.jobs(ofBatch: 1)
    #expect(jobs.count == 5)
    #expect(jobs.contains("c interrupted"))
    #expect(try Muster(in: folder).run("batch", "nightly.yaml", "--quiet") == Finished(0))
    try expectUndisturbed(folder, "after a stop")
  }

  /// `MUSTER_BATCH_KILLS` is how many batches are killed; a few if it is not set.
  @Test func `kill -9 at any moment of a batch costs nothing, and pays nobody twice`() throws {
    let kills = ProcessInfo.processInfo.environment["MUSTER_BATCH_KILLS"].flatMap(Int.init) ?? 4
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed)
    var folder = try Folder.with(batch: Self.jobs, rounds: Self.rounds)
    for kill in 0..<kills {
      let running = try Muster(in: folder).start("batch", "nightly.yaml", "--quiet")
      let target = roundsDone(folder) + Int.random(in: 0...80, using: &random)
      try? running.wait(for: "round \(target)") { roundsDone(folder) >= target }
      for _ in 0..<Int.random(in: 0..<10, using: &random) { poll(nil, 0, 1) }
      running.send(SIGKILL)
      let status = try running.finish().status
      #expect(status == 137 || status == 0, "seed \(seed), kill \(kill)")
      expectNoWorkers(of: folder)
      // Half of the time what is left is killed again.
      guard status == 0 || kill == kills - 1 || Bool.random(using: &random) else { continue }
      #expect(
        try Muster(in: folder).run("batch", "nightly.yaml", "--quiet") == Finished(0),
        "seed \(seed), kill \(kill)")
      try expectUndisturbed(folder, "seed \(seed), kill \(kill)")
      folder = try Folder.with(batch: Self.jobs, rounds: Self.rounds)
    }
  }

  @Test func `a batch whose deadline passes ends with 124, and another goes on`() throws {
    let folder = try Folder.with(
      batch: "deadline: 1s\njobs: {a: first.yaml, b: alone.yaml}\n", rounds: 100_000)
    let late = try Muster(in: folder).run("batch", "nightly.yaml", "--quiet")
    let command = "`\(Muster.programs)/muster batch nightly.yaml`"
    #expect(
      late
        == Finished(
          124,
          errors: """
            error: a: the batch's deadline of 1 s passed
              help: to wait longer, raise `deadline` in the batch and run it again; finished rounds are kept; \
            \(command) goes on

            """))
    #expect(try folder.jobs(ofBatch: 1) == ["a late", "b late"])
    #expect(
      try folder.reasons(ofBatch: 1) == [
        "the batch's deadline of 1 s passed", "the batch's deadline of 1 s passed before it was done",
      ])
    let kept = folder.rounds()
    #expect(kept > 0)
    #expect(try Muster(in: folder).run("batch", "nightly.yaml", "--quiet").status == 124)
    #expect(folder.rounds() > kept)
    expectNoWorkers(of: folder)
  }

  @Test func `a deadline that the batch sets for one job is told as that`() throws {
    let folder = try Folder.with(
      batch:
        "jobs: {a: {job: first.yaml, deadline: 1s}, b: {job: alone.yaml, set: {federation.rounds: 2}}}\n",
      rounds: 100_000)
    #expect(try Muster(in: folder).run("batch", "nightly.yaml", "--quiet").status == 4)
    #expect(try folder.jobs(ofBatch: 1) == ["a late", "b succeeded"])
    #expect(
      try folder.reasons(ofBatch: 1).first == "the deadline of 1 s that the batch sets for the job passed")
  }

  @Test func `a batch of one job ends as the batch was ended`() throws {
    let late = try Folder.with(
      batch: "deadline: 1s\nretry: {on: [deadline], at_most: 2, backoff: 1s}\njobs: {a: first.yaml}\n",
      rounds: 100_000)
    #expect(try Muster(in: late).run("batch", "nightly.yaml", "--quiet").status == 124)
    let stopped = try Folder.with(batch: "jobs: {a: first.yaml}\n", rounds: 100_000)
    let running = try Muster(in: stopped).start("batch", "nightly.yaml", "--quiet")
    try running.wait(for: "five rounds") { stopped.rounds() >= 5 }
    running.send(SIGTERM)
    #expect(try running.finish().status == 143)
    #expect(try stopped.jobs(ofBatch: 1) == ["a interrupted"])
  }

  @Test func `another writer is passed over, waited for, or told`() throws {
    let folder = try Folder.with(batch: "on_overlap: skip\njobs: {b: alone.yaml}\n", rounds: 600)
    let muster = Muster(in: folder)
    let running = try muster.start("run", "first.yaml", "--quiet")
    try running.wait(for: "five rounds") { folder.rounds() >= 5 }
    running.send(SIGSTOP)
    defer { running.send(SIGCONT) }
    #expect(try muster.run("batch", "nightly.yaml", "--quiet") == Finished(75))
    let skipped = try muster.run("batch", "nightly.yaml")
    #expect(skipped.status == 75)
    #expect(
      skipped.errors.masked(folder) == """
        error: nothing is run: muster.sqlite: the record is in use by process PID on HOST since TIME, which runs first
          help: try later, or wait for it with --lock-wait SECONDS

        """)

    try folder.write("schema: muster/v1\nkind: batch\nname: told\njobs: {b: alone.yaml}\n", to: "told.yaml")
    let told = try muster.run("batch", "told.yaml", "--quiet")
    #expect(told.status == 75)
    #expect(
      told.errors.masked(folder) == """
        error: muster.sqlite: the record is in use by process PID on HOST since TIME, which runs first
          help: try later, or wait for it with --lock-wait SECONDS

        """)

    try folder.write(
      "schema: muster/v1\nkind: batch\nname: patient\non_overlap: wait\njobs: {b: alone.yaml}\n",
      to: "patient.yaml")
    let patient = try muster.start("batch", "patient.yaml", "--quiet")
    running.send(SIGCONT)
    #expect(try running.finish() == Finished(0))
    #expect(try patient.finish() == Finished(0))
    #expect(try folder.jobs(ofBatch: 1) == ["b succeeded"])
  }

  @Test func `a job without workers is tried again, and goes on when there are some`() throws {
    let folder = try Folder.with(batch: "retry: {at_most: 9, backoff: 1s}\njobs: {b: alone.yaml}\n")
    var muster = Muster(in: folder)
    let worker = muster.program + "-worker"
    try folder.makeFolder("bin")
    try Running.whileNoneStarts {
      try FileManager.default.copyItem(atPath: muster.program, toPath: folder("bin/muster"))
    }
    muster.program = folder("bin/muster")
    let running = try muster.start("batch", "nightly.yaml")
    try running.wait(for: "a rest") {
      running.errors.contains("b: ") && running.errors.contains("; it is tried again in 1s")
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder("bin/muster-worker"), withDestinationPath: worker)
    let finished = try running.finish()
    #expect(finished.status == 0, "\(finished)")
    #expect(try folder.jobs(ofBatch: 1) == ["b succeeded"])
  }

  @Test func `cron's bare environment is enough`() throws {
    let folder = try Folder.with(batch: Self.jobs, rounds: Self.rounds)
    var muster = Muster(in: folder)
    muster.environment = ["PATH": "/usr/bin:/bin"]
    muster.before = "exec <&-"
    #expect(try muster.run("batch", "nightly.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("batch", "nightly.yaml", "--quiet") == Finished(0))
    try expectUndisturbed(folder, "under cron")
  }
}
