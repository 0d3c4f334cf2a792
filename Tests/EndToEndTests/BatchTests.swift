import Foundation
import Testing

struct BatchTests {
  private static let matrix = """
    jobs:
      base: first.yaml
      train:
        job: alone.yaml
        matrix: {federation.rounds: [2, 3], seed: [1, 2]}
        exclude: [{federation.rounds: 3, seed: 2}]
        needs: base
      strict: {job: alone.yaml, set: {use_case.success: {metric: accuracy, at_least: 1}}}
      after: {job: second.yaml, needs: strict}

    """

  @Test func `a batch runs what is new, says why, and then has nothing to do`() throws {
    let folder = try Folder.with(batch: Self.matrix)
    let muster = Muster(in: folder)
    let first = try muster.run("batch", "nightly.yaml")
    #expect(first.status == 4)
    #expect(
      first.output.replacing(/accuracy 0\.\d+/, with: "accuracy SOME").masked(folder) == """
        job                                outcome    run  why
        base                               succeeded    1  no run of it is recorded
        train[federation.rounds=2,seed=1]  succeeded    2  no run of it is recorded
        train[federation.rounds=2,seed=2]  succeeded    3  no run of it is recorded
        train[federation.rounds=3,seed=1]  succeeded    4  no run of it is recorded
        strict                             missed       5  run 5 of alone missed its criterion: accuracy SOME where at least 1.0 is wanted
        after                              blocked         it needs strict, which missed its criterion of success

        """)
    let digests = try folder.outcome()

    let again = try muster.run("batch", "nightly.yaml", "--quiet")
    #expect(again.status == 4)
    #expect(again.output == "")
    #expect(
      again.errors.masked(folder) == """
        error: strict: run 5 is this very run, and it missed its criterion of success
          help: change the job; `MUSTER show 5` tells more

        """)
    #expect(try folder.outcome() == digests)
    #expect(
      try folder.jobs(ofBatch: 2) == [
        "base skipped", "train[federation.rounds=2,seed=1] skipped",
        "train[federation.rounds=2,seed=2] skipped", "train[federation.rounds=3,seed=1] skipped",
        "strict missed", "after blocked",
      ])
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `plan and why tell beforehand`() throws {
    let folder = try Folder.with(batch: "jobs: {a: first.yaml, b: {job: alone.yaml, set: {seed: 1}}}\n")
    let muster = Muster(in: folder)
    let new = try muster.run("plan", "nightly.yaml", "--detailed-exitcode")
    #expect(
      new
        == Finished(
          2,
          output: """
            job  action  why
            a    run     no run of it is recorded
            b    run     no run of it is recorded

            """))
    #expect(folder.files.contains("muster.sqlite") == false, "a plan leaves nothing")
    #expect(try muster.run("batch", "nightly.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("plan", "nightly.yaml", "--detailed-exitcode").status == 0)

    // Comments, order and names of files are no change; a value is, and so is a row.
    try folder.write(
      "# Every night.\n"
        + (try String(contentsOfFile: folder("nightly.yaml"), encoding: .utf8)).replacing(
          "seed: 1", with: "seed: 2"),
      to: "nightly.yaml")
    try folder.write("# A comment.\n" + Job(name: "first", network: "villages").text, to: "first.yaml")
    #expect(
      try muster.run("plan", "nightly.yaml", "--detailed-exitcode")
        == Finished(
          2,
          output: """
            job  action  why
            a    skip    run 1 is this very run, and it succeeded
            b    run     changed since run 2: seed: 1 → 2

            """))
    try folder.write(Job.points.replacing("\n0,0,red", with: "\n1,0,red"), to: "points.csv")
    #expect(
      try muster.run("why", "nightly.yaml", "b").output.replacing(/\d+ that count/, with: "SOME that count")
        .masked(folder) == """
          b: run
            changed since run 2, the most similar one:
              seed: 1 → 2
              the contents of points.csv
            run key     DIGEST-1
            fields      SOME that count
            file        points.csv, digest DIGEST-2…
            arithmetic  version 2

          """)
    let unknown = try muster.run("why", "nightly.yaml", "c")
    #expect(unknown == Finished(64, errors: "error: nightly.yaml has no job `c`\n  help: it has a, b\n"))
  }

  @Test func `lanes change nothing but time, and a network sees its jobs in the batch's order`() throws {
    let jobs = """
      jobs:
        one: {job: second.yaml, matrix: {seed: [1, 2, 3]}}
        two: {job: first.yaml, matrix: {seed: [1, 2]}}
        three: {job: alone.yaml, matrix: {seed: [1, 2, 3, 4]}}
        four: {job: first.yaml, set: {federation.rounds: 2}, needs: three}

      """
    let (one, four) = (try Folder.with(batch: jobs), try Folder.with(batch: "max_parallel: 4\n" + jobs))
    for folder in [one, four] {
      #expect(try Muster(in: folder).run("batch", "nightly.yaml", "--quiet") == Finished(0))
      #expect(try Muster(in: folder).run("verify", "--quiet") == Finished(0))
      #expect(
        folder.files == [
          "alone.yaml", "first.yaml", "muster.sqlite", "nightly.yaml", "points.csv", "second.yaml",
        ])
      expectNoWorkers(of: folder)
    }
    #expect(try one.outcome() == four.outcome())
  }

  @Test func `a folder's jobs are run by name, other files passed over`() throws {
    let folder = try Folder.with(batch: "jobs: {a: first.yaml}\n")
    let run = try Muster(in: folder).run("batch", ".", "--format", "json")
    #expect(run.status == 0)
    let report = try #require(try run.json() as? [String: Any])
    let jobs = try #require(report["jobs"] as? [[String: Any]])
    #expect(jobs.map { $0["job"] as? String } == ["alone", "first", "second"])
    #expect(jobs.map { $0["outcome"] as? String } == ["succeeded", "succeeded", "succeeded"])
    #expect(
      try Muster(in: folder).run("batch", folder.path, "--summary").output.masked(folder)
        == "muster: \((folder.path as NSString).lastPathComponent): 3 skipped in DURATION\n")
  }

  @Test
  func `a mistake in one job keeps the others from nothing, and the first failure ends the batch if asked`()
    throws
  {
    let jobs = "jobs: {bad: {job: alone.yaml, set: {data.source.csv: none.csv}}, good: second.yaml}\n"
    let folder = try Folder.with(batch: jobs)
    let run = try Muster(in: folder).run("batch", "nightly.yaml", "--quiet")
    #expect(
      run
        == Finished(
          4,
          errors: """
            bad:
            nightly.yaml:4:54: error: none.csv: cannot be read: No such file or directory
              |
            4 | jobs: {bad: {job: alone.yaml, set: {data.source.csv: none.csv}}, good: second.yaml}
              |                                                      ^^^^^^^^
              = help: check the path, which is relative to the file that names it

            1 error

            """))
    let strict = try Folder.with(batch: "fail_fast: true\n" + jobs)
    #expect(try Muster(in: strict).run("batch", "nightly.yaml", "--quiet").status == 1)
    #expect(try strict.jobs(ofBatch: 1) == ["bad invalid", "good blocked"])
  }

  @Test func `a result that is there counts, whatever became of what it needs`() throws {
    let bar = "use_case.success: {metric: accuracy, at_least: 1}"
    let folder = try Folder.with(
      batch: "fail_fast: true\njobs: {a: {job: alone.yaml, set: {\(bar)}}, b: {job: first.yaml, needs: a}}\n")
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "first.yaml", "--quiet") == Finished(0))
    for batch in 1...2 {
      #expect(try muster.run("batch", "nightly.yaml", "--quiet").status == 4)
      #expect(try folder.jobs(ofBatch: batch) == ["a missed", "b skipped"])
    }
  }

  @Test func `a budget of time is kept`() throws {
    let folder = try Folder.with(
      batch: "budget: {time: 1s}\njobs: {a: first.yaml, b: alone.yaml}\n", rounds: 100_000)
    let muster = Muster(in: folder)
    let run = try muster.run("batch", "nightly.yaml", "--quiet")
    #expect(
      run
        == Finished(
          1,
          errors: """
            error: a: the batch trained for as long as its budget allows
              help: raise `budget.time` in the batch, or let `\(Muster.programs)/muster batch nightly.yaml` go on with it

            """))
    #expect(try folder.jobs(ofBatch: 1) == ["a over_budget", "b over_budget"])
    #expect(folder.rounds() > 0)
    let batches = try muster.run("list", "--batches").output
    #expect(batches.hasPrefix("batch  name "))
    #expect(batches.contains(/status  jobs  trained  skipped  failed  not done\n/), "\(batches)")
    #expect(batches.contains(#/ 1 +2 +1 +0 +0 +2\n/#), "\(batches)")
    expectNoWorkers(of: folder)
  }

  @Test func `a budget of tokens is kept`() throws {
    // Four rounds emit 40.
    let folder = try Folder.with(
      batch: "budget: {tokens: {villages: \"79.9\"}}\njobs: {a: first.yaml, b: second.yaml, c: alone.yaml}\n")
    #expect(try Muster(in: folder).run("batch", "nightly.yaml", "--quiet").status == 4)
    #expect(try folder.jobs(ofBatch: 1) == ["a succeeded", "b over_budget", "c succeeded"])
    let batch = try Muster(in: folder).run("list", "--batch", "1").output
    #expect(batch.contains("it may emit 40 VIL on villages, where the budget leaves 39.9"), "\(batch)")
  }

  @Test func `a damaged run is not taken for a result`() throws {
    let folder = try Folder.with(batch: "jobs: {a: alone.yaml, b: first.yaml}\n")
    let muster = Muster(in: folder)
    #expect(try muster.run("batch", "nightly.yaml", "--quiet") == Finished(0))
    try folder.tamper(
      "UPDATE client_update SET examples = examples + 1 WHERE run = 1 AND round = 1 AND client = (SELECT min(client) FROM client_update WHERE run = 1 AND round = 1)"
    )
    let again = try muster.run("batch", "nightly.yaml", "--quiet")
    #expect(again.status == 4)
    #expect(
      again.errors.hasPrefix(
        "error: a: run 1 is this very run, but what is recorded is not what was sealed\n"),
      "\(again)")

    let alone = try muster.run("run", "alone.yaml")
    #expect(alone.status == 3)
    #expect(
      alone.errors.hasPrefix(
        "error: run 1 is this very run, but what is recorded is not what was sealed\n  help: `"),
      "\(alone)")
    #expect(alone.errors.contains("muster verify 1` tells more\n"))
  }
}
