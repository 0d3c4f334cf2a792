import Determinism
import Testing

@testable import Kernel

struct RankingTests {
  private static func ranking(_ positives: [Float], _ negatives: [Float]) -> Ranking {
    var ranking = Ranking()
    (ranking.positives, ranking.negatives) = (positives, negatives)
    return ranking
  }

  /// scikit-learn 1.9.1's roc_auc_score of y_true 011010011 and these scores is 0.7250000000000001; 14.5 of
  /// 20 pairs are right.
  @Test func `is the share of pairs in order, equals count half`() {
    var ranking = Ranking()
    let scores: [Float] = [0.1, 0.4, 0.35, 0.8, 0.8, 0.35, -1, 2, 0.1]
    for (score, target) in zip(scores, [0, 1, 1, 0, 1, 0, 0, 1, 1]) {
      ranking.append(score, isPositive: target == 1)
    }
    #expect(ranking.areaUnderCurve == 0.725)
  }

  @Test func `is what counting every pair gives, whichever way it is split`() {
    var random = RandomStream(seed: 12, purpose: .fingerprint)
    for _ in 0..<50 {
      // Few different scores, so that many are equal.
      let positives = (0...random.below(40)).map { _ in Float(random.below(12)) - 6 }
      let negatives = (0...random.below(40)).map { _ in Float(random.below(12)) - 7 }
      var pairs = 0.0
      for high in positives { for low in negatives { pairs += high > low ? 1 : high == low ? 0.5 : 0 } }
      let expected = pairs / Double(positives.count * negatives.count)
      let whole = Self.ranking(positives, negatives)
      #expect(whole.areaUnderCurve == expected, "seed 12: \(positives), \(negatives)")
      let (p, n) = (random.below(positives.count + 1), random.below(negatives.count + 1))
      var parts = Self.ranking(Array(positives[..<p]), Array(negatives[..<n]))
      parts.merge(Self.ranking(Array(positives[p...]), Array(negatives[n...])))
      #expect(parts == whole)
    }
  }

  @Test func `is NaN when a class is missing or a score is NaN`() {
    for ranking in [
      Self.ranking([], []), Self.ranking([1], []), Self.ranking([], [1]), Self.ranking([.nan], [1]),
      Self.ranking([1], [0, .nan]),
    ] { #expect(ranking.areaUnderCurve.isNaN) }
    #expect(Self.ranking([.infinity], [-.infinity, .infinity]).areaUnderCurve == 0.75)
  }

  @Test func `an evaluation has it for either class alike`() {
    var evaluation = Evaluation(classes: 2)
    evaluation.ranking = Self.ranking([2, 0], [1])
    #expect([nil, 0, 1].map { evaluation.value(of: .auc, class: $0) } == [0.5, 0.5, 0.5])
  }
}
