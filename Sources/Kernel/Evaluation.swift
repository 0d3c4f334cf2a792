package import Determinism

/// What a model scored on some rows, as counts and sums that can be merged. Merge in row order: the sums are floats.
package struct Evaluation: Sendable, Equatable {
  package var rows: Int
  /// The loss summed (not averaged) over the rows.
  package var lossSum: Double
  /// [classes × classes] row counts, `confusion[truth * classes + predicted]`; empty for regression.
  package var confusion: [Int]
  /// Of a regression: Σ(prediction − target)², Σ|prediction − target|, Σtarget, Σtarget².
  package var squaredErrorSum: Double
  package var absoluteErrorSum: Double
  package var targetSum: Double
  package var targetSquareSum: Double

  package init(classes: Int) {
    rows = 0
    lossSum = 0
    confusion = Array(repeating: 0, count: classes * classes)
    squaredErrorSum = 0
    absoluteErrorSum = 0
    targetSum = 0
    targetSquareSum = 0
  }

  package mutating func merge(_ other: Evaluation) {
    rows += other.rows
    lossSum += other.lossSum
    for index in confusion.indices { confusion[index] += other.confusion[index] }
    squaredErrorSum += other.squaredErrorSum
    absoluteErrorSum += other.absoluteErrorSum
    targetSum += other.targetSum
    targetSquareSum += other.targetSquareSum
  }
}

extension Evaluation {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(rows)
    writer.write(lossSum)
    writer.write(confusion) { $0.write($1) }
    for sum in [squaredErrorSum, absoluteErrorSum, targetSum, targetSquareSum] { writer.write(sum) }
  }

  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    rows = try reader.int()
    lossSum = try reader.double()
    confusion = try reader.array { (reader) throws(CanonicalError) in try reader.int() }
    squaredErrorSum = try reader.double()
    absoluteErrorSum = try reader.double()
    targetSum = try reader.double()
    targetSquareSum = try reader.double()
  }
}
