extension PreparedData {
  /// For each client its rows of each class, in class order; empty lists for regression.
  package var labelCounts: [[Int]] {
    clients.map { client in
      var counts = Array(repeating: 0, count: classNames.count)
      if !counts.isEmpty { for row in client.rows { counts[Int(y[row])] += 1 } }
      return counts
    }
  }

  /// The test rows of each class, in class order; empty for regression.
  package var testLabelCounts: [Int] {
    var counts = Array(repeating: 0, count: classNames.count)
    if !counts.isEmpty { for label in testY { counts[Int(label)] += 1 } }
    return counts
  }
}
