import Foundation
import Testing

/// What a batch makes of the files that it finds.
struct BatchFilesTests {
  @Test func `two files of a folder that would be one job are refused`() throws {
    let folder = try Folder.with(batch: "jobs: {a: first.yaml}\n")
    try folder.write(Job(name: "other").text, to: "alone.yml")
    #expect(
      try Muster(in: folder).run("batch", ".")
        == Finished(
          65,
          errors: """
            error: . holds alone.yaml and alone.yml, which would both be the job `alone`
              help: rename one of them

            """))
    #expect(!folder.files.contains("muster.sqlite"))
  }

  @Test func `a folder's folders are passed over, and a file that cannot be read is one invalid job`() throws
  {
    let folder = try Folder.with(batch: "jobs: {a: first.yaml}\n", rounds: 2)
    try folder.makeFolder("deep.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: folder("gone.yaml"), withDestinationPath: folder("nowhere"))
    let run = try Muster(in: folder).run("batch", ".", "--quiet")
    #expect(run.status == 4)
    #expect(run.errors.hasPrefix("error: gone: gone.yaml: cannot be read: "), "\(run)")
    #expect(
      try folder.jobs(ofBatch: 1) == [
        "alone succeeded", "first succeeded", "gone invalid", "second succeeded",
      ])
  }

  @Test func `why answers of the other jobs when one is broken`() throws {
    let folder = try Folder.with(
      batch: "jobs: {a: {job: alone.yaml, set: {data.source.csv: none.csv}}, b: alone.yaml}\n")
    let why = try Muster(in: folder).run("why", "nightly.yaml")
    #expect(why.status == 65)
    #expect(
      why.output.hasPrefix(
        """
        a: invalid
          nightly.yaml:4:52: none.csv: cannot be read: No such file or directory

        b: run
          no run of it is recorded

        """), "\(why)")
    #expect(why.errors.hasPrefix("a:\nnightly.yaml:4:52: error: none.csv: cannot be read"))
    let json = try #require(
      try Muster(in: folder).run("why", "nightly.yaml", "--format", "json").json() as? [[String: Any]])
    #expect(json.map { $0["action"] as? String } == ["invalid", "run"])
  }

  @Test func `a budget of a network that no job is on is refused`() throws {
    let folder = try Folder.with(
      batch: "budget: {tokens: {vilages: \"40\"}}\njobs: {a: first.yaml, b: alone.yaml}\n")
    let muster = Muster(in: folder)
    let refusal = """
      nightly.yaml:4:19: error: no job of the batch is on a network `vilages`
        |
      4 | budget: {tokens: {vilages: "40"}}
        |                   ^^^^^^^
        = help: did you mean `villages`?

      1 error

      """
    for command in ["batch", "plan", "validate", "why"] {
      #expect(try muster.run(command, "nightly.yaml") == Finished(65, errors: refusal), "\(command)")
    }
    #expect(try folder.jobs(ofBatch: 1) == [])

    // A job that is broken may be on any network, and keeps nobody else from running.
    try folder.write("schema: muster/v1\n", to: "alone.yaml")
    let doubtful = try muster.run("batch", "nightly.yaml")
    #expect(doubtful.status == 4)
    #expect(
      doubtful.errors.hasPrefix(
        "nightly.yaml:4:19: warning: no job of the batch is on a network `vilages`\n"),
      "\(doubtful)")
  }

  @Test(arguments: [
    (String(repeating: "9", count: 41), "is more than a ledger can hold"),
    ("0.0000000000000000001", "has 19 decimals, the token has"),
  ])
  func `a budget that its token cannot have is refused`(amount: String, words: String) throws {
    let folder = try Folder.with(
      batch: "budget: {tokens: {villages: \"\(amount)\"}}\njobs: {a: first.yaml}\n")
    let run = try Muster(in: folder).run("batch", "nightly.yaml")
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("nightly.yaml:4:29: error: `\(amount)` \(words)"), "\(run)")
  }

  @Test func `a batch that waited judges files as they are then`() throws {
    let folder = try Folder.with(batch: "on_overlap: wait\njobs: {a: alone.yaml}\n", rounds: 2)
    let muster = Muster(in: folder)
    #expect(try muster.run("batch", "nightly.yaml", "--quiet") == Finished(0))
    try folder.write(Job(name: "long", rounds: 100_000).text, to: "long.yaml")
    let running = try muster.start("run", "long.yaml", "--quiet")
    try running.wait(for: "a round") { folder.rounds(of: 2) >= 1 }
    let patient = try muster.start("batch", "nightly.yaml", "--quiet")
    try patient.wait(for: "its sleep before the lock") { isAsleep(patient.pid) }
    try folder.write(Job(name: "alone", seed: 77, rounds: 2).text, to: "alone.yaml")
    running.send(SIGTERM)
    #expect(try running.finish().status == 143)
    #expect(try patient.finish() == Finished(0))
    #expect(try folder.jobs(ofBatch: 2) == ["a succeeded"], "not skipped")
  }
}
