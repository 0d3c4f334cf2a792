package import Determinism

/// The scores of the rows of two classes, in row order: how well they tell class 1 from class 0.
package struct Ranking: Sendable, Equatable {
  /// Of the rows whose target is 1.
  package var positives: [Float] = []
  package var negatives: [Float] = []

  package init() {}

  package var count: Int { positives.count + negatives.count }

  package mutating func append(_ score: Float, isPositive: Bool) {
    if isPositive { positives.append(score) } else { negatives.append(score) }
  }

  package mutating func merge(_ other: Ranking) {
    positives += other.positives
    negatives += other.negatives
  }

  /// The area under the receiver's operating curve by Mann and Whitney's count (1947): the share of pairs of
  /// a positive and a negative in which the positive scores higher; equal scores count half. The count is
  /// exact, so no order changes it. NaN when a class is missing or a score is NaN.
  package var areaUnderCurve: Double { concordance?.areaUnderCurve ?? .nan }

  /// nil when a class is missing or a score is NaN.
  var concordance: Concordance? {
    guard !positives.isEmpty, !negatives.isEmpty else { return nil }
    guard !positives.contains(where: \.isNaN), !negatives.contains(where: \.isNaN) else { return nil }
    return Concordance(halfPairs: halfPairs, pairs: positives.count * negatives.count)
  }

  /// Two for each pair in which the positive scores higher, one for each pair of equals.
  private var halfPairs: Int {
    let (high, low) = (positives.sorted(), negatives.sorted())
    var (below, notAbove, halves) = (0, 0, 0)
    for score in high {
      while below < low.count, low[below] < score { below += 1 }
      while notAbove < low.count, low[notAbove] <= score { notAbove += 1 }
      halves += below + notAbove
    }
    return halves
  }
}

extension Ranking {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(positives)
    writer.write(negatives)
  }

  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    positives = try reader.floats()
    negatives = try reader.floats()
  }
}
