package import Determinism

/// What a model scored on some rows, as counts and sums that can be merged. Merge in row order: the sums are
/// floats.
package struct Evaluation: Sendable, Equatable {
  package var rows: Int
  /// The loss summed (not averaged) over the rows.
  package var lossSum: Double
  /// [classes × classes] row counts, `confusion[truth * classes + predicted]`; empty for regression and
  /// reconstruction.
  package var confusion: [Int]
  /// Of a regression: Σ(prediction − target)², Σ|prediction − target|, Σtarget, Σtarget². Of a reconstruction
  /// the same of every feature as its own target, each row's averaged over its features.
  package var squaredErrorSum: Double
  package var absoluteErrorSum: Double
  package var targetSum: Double
  package var targetSquareSum: Double
  /// Of a model that tells two classes apart, every row's score: the logit, the second logit less the first,
  /// or the mean squared error of the row's reconstruction. Empty for every other model.
  package var ranking: Ranking
  /// What the scores came to; nil until ``settle()``, where there are no scores, and where all rows are of
  /// one class.
  package var concordance: Concordance?

  package init(classes: Int) {
    rows = 0
    lossSum = 0
    confusion = Array(repeating: 0, count: classes * classes)
    squaredErrorSum = 0
    absoluteErrorSum = 0
    targetSum = 0
    targetSquareSum = 0
    ranking = Ranking()
  }

  package mutating func merge(_ other: Evaluation) {
    rows += other.rows
    lossSum += other.lossSum
    for index in confusion.indices { confusion[index] += other.confusion[index] }
    squaredErrorSum += other.squaredErrorSum
    absoluteErrorSum += other.absoluteErrorSum
    targetSum += other.targetSum
    targetSquareSum += other.targetSquareSum
    ranking.merge(other.ranking)
  }
}

extension Evaluation {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(rows)
    writer.write(lossSum)
    writer.write(confusion) { $0.write($1) }
    for sum in [squaredErrorSum, absoluteErrorSum, targetSum, targetSquareSum] { writer.write(sum) }
    ranking.encode(to: &writer)
  }

  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    rows = try reader.int()
    lossSum = try reader.double()
    confusion = try reader.array { (reader) throws(CanonicalError) in try reader.int() }
    squaredErrorSum = try reader.double()
    absoluteErrorSum = try reader.double()
    targetSum = try reader.double()
    targetSquareSum = try reader.double()
    ranking = try Ranking(from: &reader)
  }
}
