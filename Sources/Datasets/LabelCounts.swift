extension PreparedData {
  /// For each client its rows of each class, in class order; empty lists for regression.
  package var labelCounts: [[Int]] {
    y.withUnsafeBufferPointer { y in clients.map { counts(of: y[$0.rows]) } }
  }

  /// The test rows of each class, in class order; empty for regression.
  package var testLabelCounts: [Int] {
    testY.withUnsafeBufferPointer { counts(of: $0[...]) }
  }

  private func counts(of labels: Slice<UnsafeBufferPointer<Float>>) -> [Int] {
    var counts = Array(repeating: 0, count: classNames.count)
    if !counts.isEmpty { for label in labels { counts[Int(label)] += 1 } }
    return counts
  }
}
