import Foundation
import Testing

/// What a batch says: to the commands of its `notify`, to programs, in one line, and to monitoring.
struct NoticeTests {
  private func folder(_ notify: String, second: String = "second.yaml", rules: String = "") throws -> Folder {
    let folder = try Folder.with()
    try folder.write(Job(name: "second", seed: 8).text, to: "second.yaml")
    try folder.write(Job.line, to: "line.csv")
    try folder.write(Job.diverging, to: "line.yaml")
    try folder.write(
      """
      schema: muster/v1
      kind: batch
      name: nightly
      jobs: {first: job.yaml, second: \(second)}
      notify: \(notify)
      \(rules)

      """, to: "nightly.yaml")
    return folder
  }

  /// What a notice wrote to the file of its name, one a line.
  private func facts(_ folder: Folder, _ name: String) throws -> [String] {
    try String(contentsOfFile: folder(name), encoding: .utf8).masked(folder).split(separator: "\n").map(
      String.init
    )
    .sorted()
  }

  @Test func `commands are told of start and success`() throws {
    let write =
      "{start: \"env | grep ^MUSTER_ >start\", success: \"env | grep ^MUSTER_ >success\", failure: touch failure}"
    let folder = try folder(write)
    var muster = Muster(in: folder)
    muster.environment["MUSTER_RECORD"] = folder("muster.sqlite")
    #expect(try muster.run("batch", "nightly.yaml", "--quiet") == Finished(0))
    let mark = "\(Running.mark)=FOLDER"
    #expect(
      try facts(folder, "start") == [
        "MUSTER_BATCH=nightly", "MUSTER_BATCH_NUMBER=1", "MUSTER_BATCH_PATH=nightly.yaml", mark,
        "MUSTER_EVENT=start", "MUSTER_RECORD=FOLDER/muster.sqlite",
      ])
    let told = try facts(folder, "success").filter { !$0.hasPrefix("MUSTER_SECONDS=") }
    #expect(
      told == [
        "MUSTER_BATCH=nightly", "MUSTER_BATCH_NUMBER=1", "MUSTER_BATCH_PATH=nightly.yaml", mark,
        "MUSTER_EVENT=success", "MUSTER_FAILED=0", "MUSTER_JOBS=2", "MUSTER_JOBS_FAILED=", "MUSTER_RAN=2",
        "MUSTER_RECORD=FOLDER/muster.sqlite", "MUSTER_RUNS=1 2", "MUSTER_SKIPPED=0", "MUSTER_STATUS=0",
        "MUSTER_SUMMARY=muster: nightly: 2 ran in DURATION",
      ])
    #expect(!folder.files.contains("failure"))
  }

  @Test func `a failure is told with the jobs it concerns, and a failing notice changes nothing`() throws {
    let write = "{failure: [\"echo $MUSTER_STATUS $MUSTER_JOBS_FAILED; cat; exit 3\", \"kill -9 $$\"]}"
    let folder = try folder(write, second: "line.yaml")
    let told = try Muster(in: folder).run("batch", "nightly.yaml", "--summary")
    #expect(told.status == 4)
    #expect(
      told.output.masked(folder).contains(
        /^muster: nightly: 1 ran, 1 failed \(second: diverged, run 2 diverged .*\) in DURATION\n$/), "\(told)"
    )
    #expect(told.errors.contains("4 second\n"))
    #expect(told.errors.contains("cat; exit 3` ended with exit status 3\n"))
    #expect(told.errors.contains("warning: the notice `kill -9 $$` ended with exit status 137\n"))
  }

  @Test func `what a notice leaves in the background is not waited for`() throws {
    let folder = try folder("{start: \"mkfifo held; cat held & echo $! >left; echo started\"}")
    let told = try Muster(in: folder).run("batch", "nightly.yaml", "--quiet")
    #expect(told == Finished(0, errors: "started\n"))
    // Which still holds the notice's output, and would for ever.
    let left = try #require(pid_t(facts(folder, "left").first ?? ""))
    #expect(kill(left, SIGTERM) == 0)
  }

  @Test func `a batch that is locked out is a failure that is told, and one that is passed over is not`()
    throws
  {
    for (rule, isTold) in [("on_overlap: fail", true), ("on_overlap: skip", false)] {
      let folder = try folder("{failure: 'echo $MUSTER_EVENT $MUSTER_STATUS >told'}", rules: rule)
      try folder.write(Job(name: "long", seed: 9, rounds: 60).text, to: "long.yaml")
      let muster = Muster(in: folder)
      let holder = try muster.start("run", "long.yaml", "--quiet")
      try holder.wait(for: "five rounds") { folder.rounds() >= 5 }
      holder.send(SIGSTOP)
      let told = try muster.run("batch", "nightly.yaml", "--quiet", "--metrics-file", "m.prom")
      #expect(told.status == 75)
      #expect(told.errors.isEmpty == !isTold)
      #expect(folder.files.contains("told") == isTold)
      #expect(folder.files.contains("m.prom") == isTold)
      if isTold { #expect(try facts(folder, "told") == ["failure 75"]) }
      holder.send(SIGKILL)
      _ = try holder.finish()
    }
  }

  @Test func `the JSON log of a batch tells of jobs and of their runs by the job's id`() throws {
    let folder = try folder("{start: echo hello}", second: "line.yaml")
    let muster = Muster(in: folder)
    let told = try muster.run("batch", "nightly.yaml", "--log", "json", "--quiet", "--metrics-file", "m.prom")
    #expect((told.status, told.output) == (4, ""))
    let events = try TellingTests.events(told.errors)
    let names = events.compactMap { $0["event"] as? String }
    #expect(names.first == "batch_started")
    #expect(names.suffix(2) == ["batch_ended", "exited"])
    #expect(events.contains { $0["event"] as? String == "note" && $0["text"] as? String == "hello" })
    let ended = events.filter { $0["event"] as? String == "job_ended" }
    #expect(ended.compactMap { $0["job"] as? String } == ["first", "second"])
    #expect(ended.compactMap { $0["outcome"] as? String } == ["succeeded", "diverged"])
    #expect(Set(events.filter { $0["run"] as? Int == 2 }.map { $0["job"] as? String }) == ["second"])
    let counts = try #require(events[events.count - 2]["jobs"] as? [String: Int])
    #expect(counts["succeeded"] == 1 && counts["diverged"] == 1 && counts["failed"] == 0)

    let metrics = try StrictExposition(String(contentsOfFile: folder("m.prom"), encoding: .utf8))
    let file = "nightly.yaml"
    #expect(metrics["exit_status", ["file": file]] == 4)
    #expect(metrics["last_success_timestamp_seconds", ["file": file]] == nil)
    #expect(metrics["job_last_success_timestamp_seconds", ["file": file, "id": "first"]] != nil)
    #expect(metrics["job_last_success_timestamp_seconds", ["file": file, "id": "second"]] == nil)
    #expect(metrics["job_rounds", ["file": file, "id": "first"]] == 4)
  }

  @Test func `a batch that cannot be read is told to monitoring`() throws {
    let folder = try folder("nobody")
    let told = try Muster(in: folder).run("batch", "nightly.yaml", "--quiet", "--metrics-file", "m.prom")
    #expect(told.status == 65)
    let metrics = try StrictExposition(String(contentsOfFile: folder("m.prom"), encoding: .utf8))
    #expect(metrics["exit_status", ["file": "nightly.yaml"]] == 65)
  }

  @Test func `a batch that is refused leaves what monitoring knows of each job`() throws {
    let folder = try folder("{}", second: "line.yaml")
    let muster = Muster(in: folder)
    func run() throws -> (status: Int32, metrics: StrictExposition) {
      let told = try muster.run("batch", "nightly.yaml", "--quiet", "--metrics-file", "m.prom")
      return (
        told.status, try StrictExposition(String(contentsOfFile: folder("m.prom"), encoding: .utf8))
      )
    }
    let good = try run()
    try folder.write("schema: muster/v1\nkind: batch\nnightly: {}\n", to: "nightly.yaml")
    let refused = try run()
    #expect((good.status, refused.status) == (4, 65))
    let ofJobs = { (metrics: StrictExposition) in
      metrics.values.filter { "\($0.key)".contains("job_") }
    }
    #expect(ofJobs(good.metrics).count == 9)
    #expect(ofJobs(refused.metrics) == ofJobs(good.metrics))
  }
}
