import Determinism
import Planning
import Record
import Testing

@testable import Reporting

struct ReportTests {
  private func report(_ runs: [RunFacts]) -> Report { Report(runs: runs, recordOption: "") }

  @Test func `one run in every format`() throws {
    let shelf = try Shelf()
    let facts = try shelf.play(
      Sample(
        decisions: [
          2: [Decision(client: 0, kind: .reassigned(operator: "mayo")), Decision(client: 1, kind: .dropped)]
        ],
        losses: [
          WorkerLoss(worker: 2, pool: "local", round: 2, kind: .lost, reason: "it was silent for 30 s")
        ]))
    let report = report([facts])
    try Golden("run.html").expect(report.html)
    try Golden("run.md").expect(report.markdown)
    try Golden("run.csv").expect(report.csv)
    try Golden("run.json").expect(report.json.text() + "\n")
  }

  @Test func `several runs are compared first`() throws {
    let shelf = try Shelf()
    let runs = [
      try shelf.play(Sample()), try shelf.play(Sample(learningRate: "0.1", loss: { 2 / Double($0) })),
      try shelf.play(Sample(name: "prices", task: .regression, isPaid: false, success: [])),
    ]
    try Golden("comparison.html").expect(report(runs).html)
    try Golden("comparison.md").expect(report(runs).markdown)
  }

  @Test func `the same record gives the same bytes`() throws {
    let shelf = try Shelf()
    let first = report([try shelf.play(Sample())])
    let again = report([try shelf.facts(1)])
    #expect(first.html == again.html)
    #expect(first.markdown == again.markdown)
    #expect(first.csv == again.csv)
    #expect(first.json == again.json)
  }

  @Test func `a regression, anomalies, one round, no pay, rounds without an evaluation`() throws {
    let shelf = try Shelf()
    let samples = [
      Sample(
        name: "prices", task: .regression, isPaid: false, success: [("metric", "r2"), ("at_least", "0.5")]),
      Sample(
        name: "odd", task: .anomalies, isPaid: false, success: [("metric", "auc"), ("at_least", "0.7")]),
      Sample(name: "once", rounds: 1, played: 1...1), Sample(name: "seldom", evaluateEvery: 2),
      Sample(name: "never", evaluateEvery: 9),
    ]
    let reports = try samples.map { report([try shelf.play($0)]) }
    for report in reports {
      #expect(try Elements(of: report.html).problems == [])
      for text in [report.html, report.markdown, report.csv] {
        #expect(!text.contains(/\b(nan|inf)\b/.ignoresCase()))
      }
    }
    #expect(
      reports.map { $0.runs[0].verdict } == [
        "It reached its goal: r² is 0.8000 where at least 0.5 is wanted, after 3 of 3 rounds.",
        "It reached its goal: AUC is 0.7708 where at least 0.7 is wanted, after 3 of 3 rounds.",
        "It reached its goal: recall of malignant is 0.5000 where at least 0.7 is wanted, after 1 of 1 round.",
        "It reached its goal: recall of malignant is 0.7500 where at least 0.7 is wanted, after 3 of 3 rounds.",
        "It reached its goal: nothing was evaluated, after 3 of 3 rounds.",
      ])
    #expect(!reports[0].html.contains("Confusion") && reports[0].html.contains("mean absolute error"))
  }

  @Test func `says how a run ended`() throws {
    let shelf = try Shelf()
    let runs = [
      try shelf.play(Sample(name: "a", success: [])),
      try shelf.play(Sample(name: "b"), ending: .completed(success: false)),
      try shelf.play(Sample(name: "c", rounds: 9), ending: .interrupted),
      try shelf.play(Sample(name: "d", rounds: 9), ending: .diverged(round: 4, client: 1)),
      try shelf.play(Sample(name: "e", rounds: 9), ending: .late(reason: "the run's deadline passed")),
      try shelf.play(Sample(name: "f", rounds: 9), ending: nil),
    ]
    #expect(
      runs.map(\.verdict) == [
        "It ended as planned, after 3 of 3 rounds; its job states no criterion of success.",
        "It missed its goal: recall of malignant is 0.7500 where at least 0.7 is wanted, after 3 of 3 rounds.",
        "It was interrupted after 3 of 9 rounds, and can be resumed. So far recall of malignant is 0.7500 where at least 0.7 is wanted.",
        "It diverged: in round 4 client 1 (south) gave a loss or parameters that are not finite.",
        "It was interrupted after 3 of 9 rounds, and can be resumed. So far recall of malignant is 0.7500 where at least 0.7 is wanted.",
        "It was still running after 3 of 9 rounds when this was written. So far recall of malignant is 0.7500 where at least 0.7 is wanted.",
      ])
    #expect(
      runs[4].oddities.map(\.text) == [
        "Attempt 1, which began after round 0, ran out of time: the run's deadline passed.",
        "The job's folder had changes that were not committed when it ran.",
      ])
    for run in runs { #expect(try Elements(of: report([run]).html).problems == []) }
  }

  @Test func `labels without a colour of their own are drawn together, and all are in the table`() throws {
    let shelf = try Shelf()
    let names = (0..<12).map { "label-\($0)" }
    let facts = try shelf.play(
      Sample(
        rounds: 1, played: 1...1, evaluateEvery: 9, classes: names,
        held: (0..<12).map { $0 == 3 ? 1 : 12 - $0 }))
    let text = report([facts]).html
    let legend = text.matches(of: /<\/svg>\n(label-\d+|\d others)<\/li>/).map { String($0.1) }
    #expect(legend == [0, 1, 2, 4, 5, 6, 7, 8, 9].map { "label-\($0)" } + ["3 others"])
    for name in names { #expect(text.contains("<th scope=\"col\" class=\"n\">\(name)</th>"), "\(name)") }
  }

  @Test func `what stands out`() throws {
    let shelf = try Shelf()
    let facts = try shelf.play(
      Sample(
        rounds: 8, played: 1...8, clients: 4, success: [("metric", "loss"), ("at_most", "2")],
        decisions: [2: [Decision(client: 1, kind: .dropped)], 3: [Decision(client: 1, kind: .dropped)]],
        loss: { $0 == 5 ? 9 : 1 }))
    #expect(
      facts.oddities == [
        Oddity(kind: .clientDropped, text: "Client 1 (south) was late and does not count in rounds 2, 3."),
        Oddity(
          kind: .lossJump,
          text: "The training loss was over twice the highest of the five rounds before in round 5."),
        Oddity(kind: .clientNeverServed, text: "1 client served in no round: client-3."),
        Oddity(
          kind: .uncommittedChanges,
          text: "The job's folder had changes that were not committed when it ran."),
      ])
  }

  @Test func `a thousand clients and classes' names stay within a sane size`() throws {
    let shelf = try Shelf()
    let facts = try shelf.play(Sample(rounds: 40, played: 1...40, clients: 1000))
    let html = report([facts]).html
    #expect(html.utf8.count < 300_000)
    #expect(try Elements(of: html).problems == [])
    #expect(report([facts]).markdown.utf8.count < 100_000)
  }
}
