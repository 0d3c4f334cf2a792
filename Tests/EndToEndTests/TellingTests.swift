import Foundation
import Testing

/// What run and resume say to programs, and in one line to people.
struct TellingTests {
  /// The lines of a JSON log as objects.
  static func events(_ log: String) throws -> [[String: Any]] {
    try log.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  @Test func `the JSON log has an object a line from the first worker to the exit status`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let told = try Muster(in: folder).run("run", "job.yaml", "--log", "json", "--quiet")
    #expect((told.status, told.output) == (0, ""))
    let events = try Self.events(told.errors)
    // A second worker may come too late for so short a run.
    #expect(
      events.compactMap { $0["event"] as? String }.filter { $0 != "worker_joined" }
        == ["run_started"] + Array(repeating: "round_finished", count: 4)
        + ["pools_done", "run_ended", "job_ended", "exited"])
    #expect(events.count { $0["event"] as? String == "worker_joined" } >= 1)
    #expect(
      events.allSatisfy {
        ($0["time"] as? String)?.wholeMatch(of: /\d{4}(-\d\d){2}T(\d\d:){2}\d\d\.\d{3}Z/) != nil
      })
    for event in events.dropLast() { #expect(event["job"] as? String == "job.yaml") }
    let lines = told.errors.split(separator: "\n").map(String.init)
    #expect(
      lines[lines.count - 3].masked(folder)
        == #"{"event":"run_ended","time":"TIME","job":"job.yaml","run":1,"ending":"completed","success":null}"#
    )
    #expect(
      lines[lines.count - 1].masked(folder)
        == #"{"event":"exited","time":"TIME","status":0,"message":"","help":"","diagnostics":[]}"#)
    let end = events[events.count - 2]
    #expect(end["outcome"] as? String == "succeeded")
    #expect(end["record_digest"] as? String == (try folder.digest()))
    let round = try #require(events.last { $0["event"] as? String == "round_finished" })
    #expect((round["round"] as? Int, round["rounds"] as? Int, round["clients"] as? Int) == (4, 4, 3))
    let scores = try #require(round["scores"] as? [String: Double])
    #expect(scores.keys.sorted() == ["accuracy", "f1", "loss", "precision", "recall"])
  }

  @Test func `a refusal is the last event, with its diagnostics`() throws {
    let folder = try Folder.with()
    try folder.write(Job().text.replacing("epochs:", with: "epoch:"), to: "job.yaml")
    let told = try Muster(in: folder).run("run", "job.yaml", "--log", "json")
    #expect((told.status, told.output) == (65, ""))
    let events = try Self.events(told.errors)
    #expect(events.compactMap { $0["event"] as? String } == ["job_ended", "exited"])
    #expect(events[0]["outcome"] as? String == "invalid")
    #expect(events[1]["status"] as? Int == 65)
    #expect(events[1]["message"] as? String == "job.yaml:13:3: unknown key `epoch` in `training`")
    #expect((events[1]["diagnostics"] as? [[String: Any]])?.first?["line"] as? Int == 13)
  }

  @Test func `notes are events too, and an interrupted run goes on`() throws {
    let folder = try Folder.with(Job(rounds: 200))
    let muster = Muster(in: folder)
    let running = try muster.start("run", "job.yaml", "--log", "json", "--quiet")
    try running.wait(for: "five rounds") { folder.rounds() >= 5 }
    running.send(SIGTERM)
    let stopped = try running.finish()
    #expect(stopped.status == 143)
    let last = try Self.events(stopped.errors).suffix(3)
    #expect(last.compactMap { $0["ending"] as? String } == ["interrupted"])
    #expect(last.compactMap { $0["outcome"] as? String } == ["interrupted"])
    #expect(last.compactMap { $0["status"] as? Int } == [143])

    let resumed = try muster.run("resume", "1", "--log", "json", "--summary")
    #expect(resumed.status == 0)
    #expect(resumed.output.masked(folder) == "muster: run 1: succeeded (run 1) in DURATION\n")
    let first = try #require(try Self.events(resumed.errors).first)
    #expect(first["event"] as? String == "run_started")
    #expect(first["rounds_done"] as? Int == folder.rounds(of: 1) - 200 + (first["rounds_done"] as? Int ?? -1))
  }

  @Test func `the summary is one line on standard output`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    func told(_ file: String = "job.yaml") throws -> (Int32, String, String) {
      let told = try muster.run("run", file, "--summary")
      return (told.status, told.output.masked(folder), told.errors)
    }
    #expect(try told() == (0, "muster: job.yaml: succeeded (run 1) in DURATION\n", ""))
    #expect(try told() == (0, "muster: job.yaml: skipped (run 1) in DURATION\n", ""))

    try folder.write(Job.line, to: "line.csv")
    try folder.write(Job.diverging, to: "line.yaml")
    let diverged = try told("line.yaml")
    #expect(diverged.0 == 1)
    #expect(
      diverged.1.contains(
        /^muster: line.yaml: diverged \(run 2\), run 2 diverged in round \d: .* in DURATION\n$/))
    #expect(diverged.2.hasPrefix("error: run 2 diverged in round "))
    #expect(try muster.run("run", "job.yaml", "--summary", "--quiet").status == 64)
  }
}

/// What does not keep a job from being one.
struct WarningTests {
  private static let warning = "warning: payout addresses are not checked, as the job names no chain"

  /// A job with payouts on no chain, and a batch of many of it.
  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write(Job.points, to: "points.csv")
    let job = Job(network: "villages").text
    let chain = try #require(job.firstRange(of: /chain:\n  target: .*\n  token: .*\n/))
    try folder.write(job.replacingCharacters(in: chain, with: ""), to: "job.yaml")
    try folder.write(
      "schema: muster/v1\nkind: batch\nname: nightly\njobs: {a: {job: job.yaml, matrix: {seed: [1, 2]}}}\n",
      to: "nightly.yaml")
    return folder
  }

  private func warnings(_ finished: Finished) -> Int { finished.errors.ranges(of: Self.warning).count }

  @Test func `is told once a file, and not where only failures are`() throws {
    let folder = try folder()
    let muster = Muster(in: folder)
    #expect(warnings(try muster.run("plan", "job.yaml")) == 1)
    #expect(warnings(try muster.run("plan", "nightly.yaml")) == 1)
    for command in [["run", "job.yaml"], ["batch", "nightly.yaml"]] {
      #expect(warnings(try muster.run(command)) == 1)
      #expect(warnings(try muster.run(command + ["--log", "json", "--quiet"])) == 1)
      #expect(try muster.run(command + ["--quiet"]) == Finished(0))
      #expect(try muster.run(command + ["--summary"]).errors == "")
    }
  }
}

/// The file for node_exporter's textfile collector.
struct MetricsTests {
  private func metrics(_ folder: Folder) throws -> StrictExposition {
    try StrictExposition(String(contentsOfFile: folder("m.prom"), encoding: .utf8))
  }

  @Test func `it tells of a run, and of its failure, and keeps when it last succeeded`() throws {
    let name = "a \"b\\ job.yaml"
    let folder = try Folder.with(as: name)
    let muster = Muster(in: folder)
    let before = Date().timeIntervalSince1970.rounded(.down)
    #expect(try muster.run("run", name, "--quiet", "--metrics-file", "m.prom") == Finished(0))
    let good = try metrics(folder)
    let (file, job) = (["file": name], ["file": name, "id": name])
    let start = try #require(good["last_start_timestamp_seconds", file])
    let end = try #require(good["last_end_timestamp_seconds", file])
    #expect(before <= start && start <= end && end <= Date().timeIntervalSince1970 + 1)
    #expect(good["last_success_timestamp_seconds", file] == end)
    #expect(good["job_last_success_timestamp_seconds", job] == end)
    #expect(good["exit_status", file] == 0)
    #expect(good["jobs", ["file": name, "outcome": "succeeded"]] == 1)
    #expect(good["jobs", ["file": name, "outcome": "failed"]] == 0)
    #expect(good["job_outcome", job.merging(["outcome": "succeeded"]) { $1 }] == 1)
    #expect(good["job_rounds", job] == 4)
    #expect(good["job_run", job] == 1)
    #expect(good["build_info", ["file": name, "version": "0.1.0"]] == 1)

    try folder.write(Job().text.replacing("epochs:", with: "epoch:"), to: name)
    #expect(try muster.run("run", name, "--quiet", "--metrics-file", "m.prom").status == 65)
    let bad = try metrics(folder)
    #expect(bad["exit_status", file] == 65)
    #expect(bad["last_success_timestamp_seconds", file] == end)
    #expect(bad["job_last_success_timestamp_seconds", job] == end)
    #expect(bad["job_outcome", job.merging(["outcome": "invalid"]) { $1 }] == 1)
    #expect(bad["job_outcome", job.merging(["outcome": "succeeded"]) { $1 }] == nil)
    #expect(bad["job_run", job] == nil)
    #expect(try #require(bad["last_end_timestamp_seconds", file]) >= end)
    #expect(folder.files == [name, "m.prom", "muster.sqlite", "points.csv"], "no draft is left")
  }

  @Test func `a killed run is seen by its start`() throws {
    let folder = try Folder.with(Job(rounds: 200))
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet", "--metrics-file", "m.prom") == Finished(0))
    let before = try metrics(folder)
    try folder.write(Job(seed: 8, rounds: 200).text, to: "job.yaml")
    let running = try muster.start("run", "job.yaml", "--quiet", "--metrics-file", "m.prom")
    try running.wait(for: "a round") { folder.rounds(of: 2) >= 1 }
    running.send(SIGKILL)
    _ = try running.finish()
    let (after, file) = (try metrics(folder), ["file": "job.yaml"])
    #expect(after["last_end_timestamp_seconds", file] == before["last_end_timestamp_seconds", file])
    #expect(
      try #require(after["last_start_timestamp_seconds", file])
        > #require(before["last_end_timestamp_seconds", file]))
    #expect(after.values.count == before.values.count)
  }

  @Test func `a name that the collector does not read is refused`() throws {
    let folder = try Folder.with()
    let refused = try Muster(in: folder).run("run", "job.yaml", "--metrics-file", "m.txt")
    #expect(refused.status == 64)
    #expect(
      refused.errors.hasPrefix(
        "Error: node_exporter reads only files whose names end with .prom, not `m.txt`\n"), "\(refused)")
    #expect(folder.files == ["job.yaml", "points.csv"])
  }

  @Test func `what cannot be written is told, and changes nothing`() throws {
    let folder = try Folder.with()
    let told = try Muster(in: folder).run("run", "job.yaml", "--quiet", "--metrics-file", "nowhere/m.prom")
    #expect(
      told
        == Finished(
          0,
          errors:
            "warning: the metrics are lost: nowhere/m.prom cannot be written: No such file or directory\n"))
  }
}
