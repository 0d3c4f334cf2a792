import Foundation
import GRDB
import Testing

/// `--set`, with the real program.
struct SettingsTests {
  @Test func `a run with a setting is the run of the job that says so, and is reproduced with it`() throws {
    let (set, written) = (try Folder.with(), try Folder.with(Job(rounds: 6)))
    let muster = Muster(in: set)
    #expect(try muster.run("run", "job.yaml", "--set", "federation.rounds=6", "--quiet") == Finished(0))
    #expect(try Muster(in: written).run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(set.rounds() == 6)
    #expect(try runKey(in: set) == runKey(in: written))
    #expect(try muster.run("reproduce", "1", "--quiet") == Finished(0))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `two spellings of one value are one run, and the job without it is another`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    let rate = "training.optimizer.sgd.learning_rate="
    #expect(try muster.run("run", "job.yaml", "--set", rate + "0.5", "--quiet") == Finished(0))
    let again = try muster.run("run", "job.yaml", "--set", rate + "5e-1", "--set", "workers.local=1")
    #expect(
      again
        == Finished(
          0, output: "nothing to do: run 1 in muster.sqlite is this very run, and it succeeded\n"))
    let planned = try muster.run("plan", "job.yaml", "--detailed-exitcode")
    #expect(planned.status == 2)
    #expect(
      try muster.run("plan", "job.yaml", "--set", rate + "0.50", "--detailed-exitcode").status == 0)
  }

  @Test func `an interrupted run goes on with its settings`() throws {
    let (folder, other) = (try Folder.with(), try Folder.with(Job(rounds: 60)))
    let muster = Muster(in: folder)
    let running = try muster.start("run", "job.yaml", "--set", "federation.rounds=60")
    try running.wait(for: "round 3") { folder.rounds() >= 3 }
    running.send(SIGKILL)
    #expect(try running.finish().status == 137)
    #expect(try muster.run("resume", "1", "--quiet") == Finished(0))
    #expect(folder.rounds() == 60)
    #expect(try Muster(in: other).run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try lastModel(in: folder) == lastModel(in: other))
    #expect(try muster.run("reproduce", "1", "--quiet") == Finished(0))
  }

  @Test func `plan shows where a value was set`() throws {
    let folder = try Folder.with()
    let shown = try Muster(in: folder).run(
      "plan", "job.yaml", "--resolved", "--set", "federation.rounds=6", "--set", "model={mlp: {hidden: [3]}}")
    #expect(shown.status == 0)
    #expect(shown.output.contains(/federation.rounds +6 +--set federation.rounds:1\n/))
    #expect(shown.output.contains(/model.mlp.hidden.0 +3 +--set model:1\n/))
  }

  @Test(arguments: ["run", "plan", "validate"])
  func `what is wrong with a setting is shown in it, before anything is done`(command: String) throws {
    let folder = try Folder.with()
    let wrong = try Muster(in: folder).run(
      command, "job.yaml", "--set", "training.epoch=2", "--set", "seed=[")
    #expect(wrong.status == 65)
    #expect(wrong.errors.hasPrefix("--set seed:"), "\(wrong)")
    #expect(
      try Muster(in: folder).run(command, "job.yaml", "--set", "training.epoch=2")
        == Finished(
          65,
          errors: """
            --set training.epoch:1:1: error: there is no field `training.epoch`
              |
            1 | 2
              | ^
              = help: did you mean `training.epochs`?

            1 error

            """))
    #expect(try Muster(in: folder).run(command, "job.yaml", "--set", "seed").status == 64)
    #expect(folder.files == ["job.yaml", "points.csv"])
  }

  @Test func `validate reads a batch and its jobs, and tells each thing once`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    let head = "schema: muster/v1\nkind: batch\nname: nightly\n"
    try folder.write(head + "jobs: {t: {job: job.yaml, matrix: {seed: [1, 2]}}}\n", to: "good.yaml")
    #expect(
      try muster.run("validate", "good.yaml", "job.yaml")
        == Finished(0, output: "good.yaml: ok\njob.yaml: ok\n"))
    try folder.write(
      head
        + "jobs:\n  a: none.yaml\n  t: {job: job.yaml, set: {training.epochs: 0}, matrix: {seed: [1, 2]}}\n",
      to: "bad.yaml")
    #expect(
      try muster.run("validate", "bad.yaml")
        == Finished(
          65,
          errors: """
            error: there is no file `none.yaml`
             = help: a path is relative to the file that names it, and one that is set to the job's

            bad.yaml:6:45: error: `0` is out of range: expected a whole number from 1 to 10000
              |
            6 |   t: {job: job.yaml, set: {training.epochs: 0}, matrix: {seed: [1, 2]}}
              |                                             ^

            2 errors

            """))
    #expect(try muster.run("validate", "good.yaml", "--set", "seed=1").status == 64)
  }

  @Test func `migrate says what is up to date, and what needs a newer muster`() throws {
    let folder = try Folder.with()
    try folder.write("schema: muster/v2\nkind: batch\nnew: things\n", to: "new.yaml")
    let muster = Muster(in: folder)
    #expect(
      try muster.run("migrate", "job.yaml") == Finished(0, output: "job.yaml: up to date (muster/v1)\n"))
    #expect(
      try muster.run("migrate", "job.yaml", "new.yaml")
        == Finished(
          65, output: "job.yaml: up to date (muster/v1)\n",
          errors: """
            new.yaml:1:9: error: the file is in `muster/v2`; this muster reads `muster/v1`
              |
            1 | schema: muster/v2
              |         ^^^^^^^^^
              = help: use a newer muster

            1 error

            """))
  }

  private func runKey(in folder: Folder) throws -> String? {
    try folder.record { try String.fetchOne($0, sql: "SELECT run_key FROM run WHERE run = 1") } ?? nil
  }

  private func lastModel(in folder: Folder) throws -> String? {
    try folder.record {
      try String.fetchOne($0, sql: "SELECT model_digest FROM round WHERE run = 1 ORDER BY round DESC LIMIT 1")
    } ?? nil
  }
}
