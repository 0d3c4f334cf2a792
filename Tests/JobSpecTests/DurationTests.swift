import JobSpec
import Testing

@Suite struct DurationTests {
  /// What a job's `run_deadline` says, and how the job spells it back.
  private static func read(_ text: String) -> (value: Duration?, spelling: String?) {
    let result = JobSpecTests.read(Example.small + "  run_deadline: \(text)\n")
    let field = result.resolved.first { $0.path == "federation.run_deadline" }
    return (result.job?.federation.runDeadline, field?.value)
  }

  @Test(arguments: [
    ("30s", 30, "30s"), ("90s", 90, "1m30s"), ("2m", 120, "2m"), ("1h30m", 5400, "1h30m"),
    ("90m", 5400, "1h30m"),
    ("24h", 86_400, "1d"), ("7d", 604_800, "7d"), ("365d", 31_536_000, "365d"), ("1d0h5s", 86_405, "1d5s"),
    ("2000ms", 2, "2s"),
  ])
  func `a duration has one canonical spelling`(text: String, seconds: Int, spelling: String) {
    let (value, spelled) = Self.read(text)
    #expect(value == .seconds(seconds))
    #expect(spelled == spelling)
  }

  @Test func `every duration is read back as it was spelled`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    for _ in 0..<300 {
      let milliseconds = Int.random(in: 1000...(365 * 86_400_000), using: &random)
      let (value, spelling) = Self.read("\(milliseconds)ms")
      #expect(value == .milliseconds(milliseconds), "seed \(seed)")
      let again = Self.read(spelling ?? "")
      #expect(again.value == value && again.spelling == spelling, "seed \(seed), \(spelling ?? "none")")
    }
  }

  @Test func `refuses each wrong duration with one clear message`() throws {
    let refused = [
      "30", "1.5", "012", "0", "-5s", "30 s", "30sec", "2 hours", "1H", "5min", "1.5h", "30m1h", "1h1h", "h",
      "s30",
      "1h30", "012s", "+1s", "1_000s", "01:30:00", "forever", "\"30s\"", "0s", "999ms", "366d",
      "99999999999999999999d",
      "9223372036854775807d9223372036854775807h", "[30s]", "", "1h 30m",
    ]
    let report = refused.map { text in
      "### \(text)\n\(JobSpecTests.read(Example.small + "  run_deadline: \(text)\n").diagnostics.rendered)\n"
    }
    try Golden("durations.txt").expect(report.joined())
  }

  @Test func `what a round and a run may take has defaults, which are no identity`() throws {
    let result = JobSpecTests.read(Example.small)
    let federation = try #require(result.job).federation
    #expect(federation.deadline == .seconds(3600))
    #expect(federation.onLate == .reassign)
    #expect(federation.minClients == nil)
    #expect(federation.runDeadline == .seconds(7 * 86_400))
    #expect(federation.cohort.overSelect == nil)
    let given =
      Example.small
      + "  deadline: 2m\n  on_late: drop\n  min_clients: 3\n  run_deadline: 12h\n"
      + "workers: {ssh: {host: a}, connect: 1s}\n"
    let identity = { (text: String) in
      JobSpecTests.read(text).resolved.filter(\.identity).map { "\($0.path) = \($0.value)" }
    }
    #expect(identity(given) == identity(Example.small))
    let drop = try #require(JobSpecTests.read(given).job).federation
    #expect(drop.deadline == .seconds(120) && drop.onLate == .drop && drop.minClients == 3)
    let all = "  cohort: {fraction: 50%"
    #expect(
      identity(Example.small + all + ", over_select: 1.30}\n").filter {
        !identity(Example.small + all + "}\n").contains($0)
      } == ["federation.cohort.over_select = 1.3"])
  }
}
