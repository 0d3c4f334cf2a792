import Datasets
import Determinism
import Kernel
import Planning
import Record
import Tokenomics

/// Several runs beside each other: what they share is left out.
struct ComparisonSection {
  let runs: [RunFacts]

  var results: [Block] { [.table(table), .figures([scores, losses].compactMap(\.self))] }

  private var metrics: [EvaluationMetric] {
    EvaluationMetric.allCases.filter { metric in
      runs.contains { $0.lastEvaluated.map { EvaluationMetric.usual($0.evaluation).contains(metric) } ?? false }
    }
  }

  private var table: Table {
    let goal = runs.contains { $0.criterion != nil } ? ["goal", "reached#"] : []
    var table = Table(
      "Each run",
      ["run", "what came of it", "rounds#"] + goal + metrics.map { $0.name + "#" } + [
        "training took#", "record digest",
      ])
    table.fill(with: runs, "run") { run in
      let last = run.lastEvaluated?.evaluation
      let standing: [Table.Cell] = [
        Table.Cell(run.criterion.map { "\(run.name(of: $0.metric, class: $0.ofClass)) \($0.limit)" } ?? "–"),
        Table.Cell(last.flatMap { last in run.criterion.map { Figures.metric($0.value(in: last)) } } ?? "–"),
      ]
      return [Table.Cell(run.label), Table.Cell(run.run.status.rawValue), "\(run.run.roundsDone)"]
        + (goal.isEmpty ? [] : standing)
        + metrics.map { metric in Table.Cell(last.flatMap { Self.text($0.value(of: metric)) } ?? "–") }
        + [
          Table.Cell(Figures.seconds(run.rounds.reduce(0) { $0 + $1.seconds })),
          .code(run.run.digest?.short ?? "–"),
        ]
    }
    return table
  }

  /// nil of a metric that the model has not.
  private static func text(_ value: Double) -> String? { value.isFinite ? Figures.metric(value) : nil }

  private var losses: Figure? { overlay("Test loss") { $0.curve(of: .loss) } }

  /// The first run's goal, or what is usually looked at first.
  private var scores: Figure? {
    guard let first = runs.first(where: { $0.lastEvaluated != nil }), let last = first.lastEvaluated else { return nil }
    let bar = first.criterion.flatMap { $0.metric == .loss ? nil : $0 }
    let metric = bar?.metric ?? EvaluationMetric.usual(last.evaluation)[0]
    let name = first.curve(of: metric, class: bar?.ofClass).name
    let goal = bar.flatMap { bar in
      (bar.atLeast ?? bar.atMost).map { LineChart.Goal(value: $0, words: bar.limit) }
    }
    // Another job's class of the same number is another class.
    let comparable = { (run: RunFacts) in bar?.ofClass == nil || run.classNames == first.classNames }
    return overlay(name, goal: goal) { run in
      comparable(run) ? run.curve(of: metric, class: bar?.ofClass) : Curve(name, [])
    }
  }

  private func overlay(_ title: String, goal: LineChart.Goal? = nil, _ curve: (RunFacts) -> Curve) -> Figure? {
    let curves = runs.map { Curve($0.label, curve($0).points) }.filter { !$0.points.isEmpty }
    guard !curves.isEmpty else { return nil }
    let chart = LineChart(curves: curves, goal: goal)
    return Figure(
      title: title, description: curves.map(\.told).joined(separator: " "), drawing: chart.drawing,
      legend: chart.legend, table: chart.table("\(title), by round"))
  }

  /// Fields, files and surroundings in which the runs are not alike.
  var differences: [Block] {
    let names = runs.map { "run \($0.run.id)" }
    var table = Table("Inputs and surroundings", ["what"] + names)
    let lines = fields + surroundings
    table.fill(with: lines.filter { Set($0.values).count > 1 }, "difference", limit: 400) { line in
      [.code(line.name)] + line.values.map { Table.Cell($0) }
    }
    guard !table.rows.isEmpty else { return [.paragraph("The runs were given the same, and ran alike.")] }
    return [.table(table)]
  }

  private var fields: [(name: String, values: [String])] {
    let values = runs.map { run in
      Dictionary(run.fields.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    return Set(values.flatMap(\.keys)).sorted().map { path in (path, values.map { $0[path] ?? "–" }) }
  }

  private var surroundings: [(name: String, values: [String])] {
    func line(_ name: String, _ value: (RunFacts) -> String) -> (name: String, values: [String]) {
      (name, runs.map(value))
    }
    return [
      line("data files") { $0.data.map(\.digest.short).joined(separator: ", ") },
      line("commit") { run in
        run.git.map { String($0.commit.prefix(12)) + ($0.diffDigest == nil ? "" : ", changed") } ?? "none"
      },
      line("arithmetic version") { "\($0.run.arithmetic)" },
      line("host") { Self.listed($0.workers.map(\.host)) },
      line("muster") { Self.listed($0.attempts.map(\.environment.version)) },
      line("numeric fingerprint") { Self.listed($0.workers.map(\.fingerprint.short)) },
    ]
  }

  private static func listed(_ names: [String]) -> String { Set(names).sorted().joined(separator: ", ") }

  /// Rewards of all runs, if they are in one token.
  var rewards: [Block] {
    let ledgers = runs.map { RunLedger($0) }
    let tokens = Set(ledgers.compactMap { $0.map { "\($0.token.network) \($0.token.symbol)" } })
    guard tokens.count == 1, let symbol = ledgers.compactMap(\.self).first?.token.symbol else { return [] }
    let earned = ledgers.map { ledger in
      Dictionary(
        ledger?.earned.map { ($0.account, RunLedger.sum($0.amounts)) } ?? [], uniquingKeysWith: { $0 + $1 })
    }
    var table = Table("Earned, in \(symbol)", ["account"] + runs.map { "run \($0.run.id)#" })
    table.fill(with: Set(earned.flatMap(\.keys)).sorted(), "account") { account in
      [Table.Cell(account)]
        + zip(ledgers, earned).map { ledger, earned in
          Table.Cell(ledger.flatMap { ledger in earned[account].map(ledger.text) } ?? "–")
        }
    }
    return [.table(table)]
  }
}

extension RunFacts {
  /// What a run is called beside others.
  var label: String { "run \(run.id), \(run.job)" }
}
