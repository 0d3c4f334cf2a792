import Foundation
import JobSpec
import Testing
import YAMLTree

/// Files of `kind: workers`.
@Suite struct WorkersFileTests {
  static func read(_ text: String) -> ReadWorkers {
    readWorkers(SourceText(name: "hosts.yaml", bytes: Array(text.utf8)))
  }

  static let head = "schema: muster/v1\nkind: workers\n"

  /// The pools of the job's example as a file.
  static let pools: String = {
    let section = WorkersTests.pools.components(separatedBy: "participants:")[0]
    return section.split(separator: "\n").dropFirst().map { $0.dropFirst(2) + "\n" }.joined()
  }()

  @Test func `a workers file says what a job's section says`() {
    let result = Self.read(Self.head + Self.pools + "labels: {site: berlin}\nx-note: free\n")
    #expect(result.diagnostics.rendered == "")
    #expect(result.workers == WorkersTests.expected)
    #expect(result.sources.map(\.name) == ["hosts.yaml"])
    #expect(Self.read(Self.head).workers == Workers())
  }

  @Test func `a job may name a workers file, with its head or without`() {
    for head in ["", Self.head] {
      let people = "participants: {mayo: {roles: [compute]}}\n"
      let result = JobSpecTests.read(
        Example.small + people + "workers: hosts.yaml\n", files: ["Jobs/hosts.yaml": head + Self.pools])
      #expect(result.diagnostics.rendered == "")
      #expect(result.job?.workers == WorkersTests.expected)
    }
    let wrong = JobSpecTests.read(
      Example.small + "workers: job.yaml\n", files: ["Jobs/job.yaml": "schema: muster/v1\nkind: job\n"])
    #expect(
      wrong.diagnostics.rendered == """
        Jobs/job.yaml:2:7: error: expected `workers`, found `job`
          |
        2 | kind: job
          |       ^^^

        """)
  }

  @Test func `says what is wrong with a workers file`() throws {
    let files = [
      "", "kind: workers\n", "schema: muster/v1\nlocal: 2\n", "schema: muster/v2\nkind: workers\nnew: 1\n",
      "schema: muster/v1\nkind: wrokers\n", "- local: 2\n", "hosts.yaml\n", Self.head + "rounds: 2\n",
      Self.head + "local: 0\n", Self.head + "ssh: {host: -oProxyCommand=x}\n",
      Self.head + "ssh:\n  - host: a\n  - host: a\n", Self.head + "workers: {local: 2}\n", Example.small,
    ]
    let report = files.map { text in
      let result = Self.read(text)
      #expect(result.workers == nil)
      return "### \(text.replacing("\n", with: "\\n"))\n\(result.diagnostics.rendered)\n"
    }
    try Golden("workers-files.txt").expect(report.joined())
  }

  @Test func `a workers file is no job`() {
    #expect(
      JobSpecTests.read(Self.head + Self.pools, name: "hosts.yaml").diagnostics.rendered == """
        hosts.yaml:2:7: error: the file is of `kind: workers`; one of `kind: job` is wanted here
          |
        2 | kind: workers
          |       ^^^^^^^
          = help: name a job; a workers file goes behind `--workers`

        """)
  }

  @Test func `no mutation of a workers file crashes, and there are workers unless there is an error`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(seed)
    let original = Array((Self.head + Self.pools).utf8)
    let pieces = ["[", "]", "{", "}", ": ", "\n", "- ", "-", "\"", "0", "s", "%", "é", "\u{0}", "~", "local"]
    for _ in 0..<300 {
      var bytes = original
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0..<12, using: &random))
        bytes.replaceSubrange(start..<end, with: Array((pieces.randomElement(using: &random) ?? "").utf8))
      }
      let result = readWorkers(SourceText(name: "hosts.yaml", bytes: bytes))
      #expect((result.workers == nil) == !result.diagnostics.isEmpty, "seed \(seed)")
      #expect(result.diagnostics.isEmpty == result.diagnostics.rendered.isEmpty)
    }
  }
}
