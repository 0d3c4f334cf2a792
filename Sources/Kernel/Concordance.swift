/// What is left of a ``Ranking`` when all rows are in: how many pairs of rows of both classes stand in the right order.
package struct Concordance: Sendable, Equatable {
  /// Two for each pair in which the row of class 1 scores higher, one for each pair of equals.
  package var halfPairs: Int
  /// The rows of class 1 times those of class 0; at least 1.
  package var pairs: Int

  package init(halfPairs: Int, pairs: Int) {
    self.halfPairs = halfPairs
    self.pairs = pairs
  }

  /// The area under the receiver's operating curve.
  package var areaUnderCurve: Double { Double(halfPairs) / (2 * Double(pairs)) }
}

extension Evaluation {
  /// Counts the scores of all rows, which are then no more needed. Nothing can be merged afterwards.
  package mutating func settle() {
    concordance = ranking.concordance ?? concordance
    ranking = Ranking()
  }
}
