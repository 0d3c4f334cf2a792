import Determinism
import Foundation
import JobSpec
import Testing

/// The schemas that editors are given, against the reader itself.
@Suite struct SchemaTests {
  @Test func `the schema of jobs accepts what muster accepts`() throws {
    let jobs =
      [
        Example.small, Example.hospitals, Example.small + WorkersTests.pools, ResidentTests.job(),
        ResidentTests.job(source: "source: {resident: csv, label: y, drop: [id], scale: minmax}"),
      ]
      + [
        "{local: 0, ssh: {host: a}}", "{ssh: [{host: a}]}", "{slurm: [{tasks: 1}, {name: b, x-c: d}]}",
        "hosts.yaml",
      ].map { Example.small + "workers: \($0)\n" }
      + [
        "deadline: 1h30m", "run_deadline: 1d2h3m4s5ms", "on_late: drop\n  min_clients: 1",
        "cohort: {count: 2, over_select: 1.3}", "cohort: {fraction: 50%, over_select: 2}",
      ].map { Example.small + "  \($0)\n" }
    for job in jobs {
      #expect(SchemaValidator.errors(try JSON(yaml: job), jobSchema()) == [], "\(job)")
    }
  }

  @Test func `the schema of jobs refuses resident data that it can tell is wrong`() throws {
    for job in [
      ResidentTests.job(source: "source: {resident: csv}"),
      ResidentTests.job(source: "source: {resident: npy, label: y}"),
      ResidentTests.job(source: "source: {npy: {x: x, y: y}, label: y}"),
      ResidentTests.job(files: "resident: []"),
      ResidentTests.job(files: "resident: [{owner: mayo, path: y.csv}]"),
    ] {
      #expect(SchemaValidator.errors(try JSON(yaml: job), jobSchema()) != [], "\(job)")
    }
  }

  @Test func `the schema of workers files accepts what muster accepts, and refuses what it can tell`() throws
  {
    let schema = workersSchema()
    let file = WorkersFileTests.head + WorkersFileTests.pools
    #expect(SchemaValidator.errors(try JSON(yaml: file), schema) == [])
    for line in ["ssh: {host: -a}", "silence: 30", "local: 1025", "ssh: []", "labels: 5", "rounds: 3"] {
      let text = WorkersFileTests.head + line + "\n"
      #expect(WorkersFileTests.read(text).workers == nil)
      #expect(SchemaValidator.errors(try JSON(yaml: text), schema) != [], "\(line)")
    }
  }

  @Test(arguments: TextRule.allCases.filter { $0.pattern != nil })
  func `a rule's pattern accepts what the rule accepts`(rule: TextRule) {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    let pattern = rule.pattern ?? ""
    let alphabet = Array("aAzZfg09-_.,:;%@+~/^*&|[]()$ \\\"'=é")
    for _ in 0..<2000 {
      let length = Int.random(in: 0..<8, using: &random)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
      let matches = text.range(of: pattern, options: .regularExpression) != nil
      #expect(rule.accepts(text) == matches, "seed \(seed): \(text)")
    }
    for length in [60...70, 250...260, 1020...1030].joined() {
      let text = String(repeating: "a", count: length)
      #expect(
        rule.accepts(text) == (text.range(of: pattern, options: .regularExpression) != nil), "\(length)")
    }
  }
}
