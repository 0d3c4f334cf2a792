import Determinism
import Kernel
import Planning
import Record

/// How a run's losses and scores went, round by round.
struct CurvesSection {
  let facts: RunFacts

  var blocks: [Block] {
    guard !facts.rounds.isEmpty else { return [.paragraph("No round was finished.")] }
    return [.figures([scores, losses, errors].compactMap(\.self))]
  }

  private var losses: Figure? {
    let training = Curve(
      "training loss", facts.rounds.map { Curve.Point(round: $0.round, value: $0.trainingLoss) })
    return figure("Loss", [training, facts.curve(of: .loss)], of: [.loss])
  }

  private var scores: Figure? {
    let metrics: [EvaluationMetric] = [.accuracy, .f1, .auc, .r2]
    let own = facts.criterion.flatMap { $0.ofClass != nil || [.precision, .recall].contains($0.metric) ? $0 : nil }
    let first = own.map { [facts.curve(of: $0.metric, class: $0.ofClass)] } ?? []
    return figure(
      "Scores on the test rows", first + usual.filter(metrics.contains).map { facts.curve(of: $0) },
      of: metrics + [.precision, .recall])
  }

  /// Squared errors are in squared units: only the absolute ones are drawn, unless squared ones are the goal.
  private var errors: Figure? {
    let metric: EvaluationMetric = facts.criterion?.metric == .mse ? .mse : .mae
    guard usual.contains(metric) else { return nil }
    return figure("Error on the test rows", [facts.curve(of: metric)], of: [metric])
  }

  private var usual: [EvaluationMetric] { facts.lastEvaluated.map { EvaluationMetric.usual($0.evaluation) } ?? [] }

  /// - Parameter metrics: those whose goal belongs in this chart.
  private func figure(_ title: String, _ curves: [Curve], of metrics: [EvaluationMetric]) -> Figure? {
    let curves = curves.filter { !$0.points.isEmpty }
    guard !curves.isEmpty else { return nil }
    let goal = facts.criterion.flatMap { bar -> LineChart.Goal? in
      guard metrics.contains(bar.metric), let value = bar.atLeast ?? bar.atMost else { return nil }
      return LineChart.Goal(value: value, words: "\(facts.name(of: bar.metric, class: bar.ofClass)) \(bar.limit)")
    }
    let chart = LineChart(curves: curves, goal: goal)
    return Figure(
      title: title, description: curves.map(\.told).joined(separator: " "), drawing: chart.drawing,
      legend: chart.legend, table: chart.table("\(title), by round"))
  }
}

extension RunFacts {
  /// A metric over the rounds that were evaluated.
  func curve(of metric: EvaluationMetric, class: Int? = nil) -> Curve {
    Curve(
      name(of: metric, class: `class`),
      rounds.compactMap { round in
        round.evaluation.map { Curve.Point(round: round.round, value: $0.value(of: metric, class: `class`)) }
      })
  }
}

extension Curve {
  /// How it went, in a sentence.
  var told: String {
    guard let first = points.first, let last = points.last else { return "" }
    if points.count == 1 { return "\(name) is \(Figures.metric(last.value)) in round \(last.round)." }
    return "\(name) goes from \(Figures.metric(first.value)) in round \(first.round) to "
      + "\(Figures.metric(last.value)) in round \(last.round)."
  }
}
