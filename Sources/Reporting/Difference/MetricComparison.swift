package import Kernel
import Record

/// One metric of two runs: at their last evaluation, and at their best.
package struct MetricComparison: Sendable, Equatable {
  /// What a run scored, and when.
  package struct Score: Sendable, Equatable {
    package var value: Double
    package var round: Int
  }

  package let metric: EvaluationMetric
  /// nil of a run that was never evaluated, or not by this metric.
  package let lastA, lastB, bestA, bestB: Score?

  /// Every metric that either run has.
  static func all(_ a: [StoredRound], _ b: [StoredRound]) -> [MetricComparison] {
    EvaluationMetric.allCases.compactMap { metric in
      let (scoresA, scoresB) = (scores(metric, a), scores(metric, b))
      if scoresA.isEmpty && scoresB.isEmpty { return nil }
      return MetricComparison(
        metric: metric, lastA: scoresA.last, lastB: scoresB.last, bestA: metric.best(scoresA),
        bestB: metric.best(scoresB))
    }
  }

  private static func scores(_ metric: EvaluationMetric, _ rounds: [StoredRound]) -> [Score] {
    rounds.compactMap { round in
      guard let evaluation = round.evaluation, EvaluationMetric.all(evaluation).contains(metric) else { return nil }
      return Score(value: evaluation.value(of: metric), round: round.round)
    }
  }

  /// The last scores, in as many digits as tell them apart.
  var entry: RunDifference.Entry {
    RunDifference.Entry(metric.rawValue, lastA.map { "\($0.value)" }, lastB.map { "\($0.value)" })
  }
}

extension EvaluationMetric {
  /// Whether less of it is better.
  package var isError: Bool { [.loss, .mse, .mae].contains(self) }

  /// The earliest of the best.
  fileprivate func best(_ scores: [MetricComparison.Score]) -> MetricComparison.Score? {
    scores.reduce(nil) { best, next in
      guard let best else { return next }
      return (isError ? next.value < best.value : next.value > best.value) ? next : best
    }
  }
}
