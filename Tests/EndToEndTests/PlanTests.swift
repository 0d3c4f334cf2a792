import Testing

struct PlanTests {
  private func standing(_ finished: Finished) -> String {
    finished.output.components("\n\n").last ?? ""
  }

  @Test func `plan says whether a job is new, recorded or changed, and the exit status can say it too`()
    throws
  {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    let new = try muster.run("plan", "job.yaml", "--detailed-exitcode")
    #expect(new.status == 2)
    #expect(standing(new) == "This job has not run in this record yet.\n")
    #expect(!folder.files.contains("muster.sqlite"))

    try muster.run("run", "job.yaml", "--quiet")
    let recorded = try muster.run("plan", "job.yaml", "--detailed-exitcode")
    #expect(recorded.status == 0)
    #expect(standing(recorded) == "Run 1 is this very run: succeeded.\n")

    try folder.write(Job(seed: 8, rounds: 6).text, to: "job.yaml")
    let changed = try muster.run("plan", "job.yaml", "--detailed-exitcode")
    #expect(changed.status == 2)
    #expect(
      standing(changed) == """
        Changed since run 1:
          federation.rounds: 4 → 6
          seed: 7 → 8

        """)
    #expect(try muster.run("plan", "job.yaml").status == 0)
  }

  @Test func `plan shows data, partitions, rounds and cost`() throws {
    let folder = try Folder.with()
    #expect(
      try Muster(in: folder).run("plan", "job.yaml").output.masked(folder).hasPrefix(
        """
        points: classification for logistics

        data      90 rows, 2 features, 3 classes; 72 to train on, 18 to test on
        model     softmax 2-3, 9 parameters

        client    rows  blue  green  red
        """))
  }

  @Test func `new data contents make another run`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try folder.write(
      Job.points.replacing("40,0,red", with: "41,0,red").replacing("\n0,0,red", with: "\n1,0,red"),
      to: "points.csv")
    let changed = try muster.run("plan", "job.yaml", "--detailed-exitcode")
    #expect(changed.status == 2)
    #expect(standing(changed) == "Changed since run 1:\n  the contents of points.csv\n")
  }

  @Test func `plan resolved names every field's value and origin`() throws {
    let folder = try Folder.with()
    let lines = try Muster(in: folder).run("plan", "job.yaml", "--resolved").output.components("\n")
    #expect(lines.contains { $0.words == ["seed", "7", "job.yaml:4"] })
    #expect(lines.contains { $0.words == ["training.optimizer.sgd.momentum", "0", "default"] })
  }

  @Test func `every json form parses and has its keys`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    let run = [
      "diverged_client", "diverged_round", "finished", "job", "network", "record_digest", "rounds_done",
      "rounds_planned", "run", "run_key", "seed", "started", "status",
    ]
    #expect(try keys(muster.run("list", "--format", "json")) == run)
    #expect(try keys(muster.run("verify", "--format", "json")) == ["findings", "runs"])
    #expect(
      try keys(muster.run("show", "1", "--format", "json")) == [
        "attempts", "classes", "clients", "criterion", "data", "earned", "fields", "git", "imported",
        "losses", "oddities", "openings", "pools", "pruned", "reproductions", "rounds", "run", "settings",
        "settlement", "test_rows", "token", "workers",
      ])
    #expect(
      try keys(muster.run("rewards", "1", "--format", "json")) == [
        "decimals", "network", "payable", "rewards", "run", "settlement", "symbol",
      ])
    #expect(
      try keys(muster.run("plan", "job.yaml", "--format", "json")) == [
        "clients", "cohort_size", "cohorts", "data", "estimate", "job", "model", "network", "numerics",
        "rounds",
        "run_key", "seed",
        "standing",
      ])
    #expect(
      try keys(muster.run("plan", "job.yaml", "--resolved", "--format", "json")) == [
        "from", "identity", "path", "value",
      ])
    #expect(try keys(muster.run("validate", "job.yaml", "--format", "json")) == [])
  }

  /// Of the object, or of the first object of the list.
  private func keys(_ finished: Finished) throws -> [String] {
    #expect(finished.status == 0 && finished.errors.isEmpty)
    let json = try finished.json()
    let object = json as? [String: Any] ?? (json as? [[String: Any]])?.first ?? [:]
    return object.keys.sorted()
  }

  @Test func `explain tells of a field`() throws {
    let told = try Muster(in: try Folder()).run("explain", "model.mlp.hidden")
    #expect(told.status == 0 && told.errors == "")
    #expect(
      told.output.hasPrefix(
        """
        model.mlp.hidden

        The widths of the hidden layers, from the input on.

          type     a list that is not empty, each item a whole number from 1 to 65536
          default  none: it must be given
          example  hidden: [32, 16]
        """))
  }
}

extension String {
  func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  var words: [String] { split(separator: " ").map(String.init) }
}
