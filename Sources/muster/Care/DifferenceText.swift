import Determinism
import Kernel
import Record
import Reporting

/// How two runs differ, in words and tables.
struct DifferenceText {
  let difference: RunDifference
  let a: RunFacts
  let b: RunFacts
  let nameA: String
  let nameB: String

  /// What a person reads of one kind; programs get all of it.
  private static let shown = 12

  var text: String {
    let tables = difference.inputs.map { table($0.kind.title, $0.entries) } + results
    return ([headline, verdict] + tables).joined(separator: "\n\n")
  }

  private var headline: String {
    func line(_ name: String, _ run: StoredRun) -> [String] {
      [
        name, run.job, run.status.rawValue, Figures.counted(run.roundsDone, "round"),
        run.digest?.short ?? "not ended",
      ]
    }
    var table = TextTable(.left, .left, .left, .right, .left)
    table.add(line(nameA, a.run))
    table.add(line(nameB, b.run))
    return table.text()
  }

  private var results: [String] {
    if difference.isSame { return [] }
    let first = difference.firstRound.map { [table("First different round: \($0.round)", $0.entries)] } ?? []
    let ending = difference.ending.isEmpty ? [] : [table("How they ended", difference.ending)]
    let rewards = difference.rewards.isEmpty ? [] : [table("Earned in all", difference.rewards)]
    return first + ending + metrics + rewards
  }

  private func table(_ title: String, _ entries: [RunDifference.Entry]) -> String {
    var table = TextTable(columns: [("", .left), (nameA, .left), (nameB, .left)])
    for entry in entries.prefix(Self.shown) { table.add(entry.what, entry.a ?? "-", entry.b ?? "-") }
    let more = entries.count - Self.shown
    return title + "\n" + table.text(indent: 2)
      + (more > 0 ? "\n  and \(more) more, which --format json has" : "")
  }

  private var metrics: [String] {
    if difference.metrics.isEmpty { return [] }
    var table = TextTable(columns: [
      ("", .left), ("\(nameA), last", .left), ("\(nameB), last", .left), ("\(nameA), best", .left),
      ("\(nameB), best", .left),
    ])
    for metric in difference.metrics {
      let (lastA, lastB) = told(metric.lastA, metric.lastB)
      let (bestA, bestB) = told(metric.bestA, metric.bestB)
      table.add(metric.metric.rawValue, lastA, lastB, bestA, bestB)
    }
    return ["Metrics on the test rows\n" + table.text(indent: 2)]
  }

  /// In four decimals, unless only more of them tell the two apart.
  private func told(_ a: MetricComparison.Score?, _ b: MetricComparison.Score?) -> (String, String) {
    let looksSame = a.map { Figures.metric($0.value) } == b.map { Figures.metric($0.value) }
    let isExact = looksSame && a?.value != b?.value
    func text(_ score: MetricComparison.Score?) -> String {
      score.map { (isExact ? "\($0.value)" : Figures.metric($0.value)) + " (round \($0.round))" } ?? "-"
    }
    return (text(a), text(b))
  }
}
