extension OrderedRows {
  /// Of each feature over the rows at some positions, in order.
  func sums(_ positions: Range<Int>) -> [Double] {
    sums(positions) { value, _ in value }
  }

  /// For each feature the sum of the squared deviations from its mean, over the rows at some positions, in order.
  func squares(_ positions: Range<Int>, from means: [Double]) -> [Double] {
    sums(positions) { value, feature in (value - means[feature]) * (value - means[feature]) }
  }

  @inline(__always)
  private func sums(_ positions: Range<Int>, term: (Double, Int) -> Double) -> [Double] {
    var sums = Array(repeating: 0.0, count: width)
    forEachStretch(positions) { x in
      for start in stride(from: 0, to: x.count, by: width) {
        for feature in 0..<width { sums[feature] += term(Double(x[start + feature]), feature) }
      }
    }
    return sums
  }
}

/// The clients' sums, added in client order.
/// - Parameter clients: [clients][width]
func added(_ clients: some Sequence<[Double]>, width: Int) -> [Double] {
  var total = Array(repeating: 0.0, count: width)
  for sums in clients {
    for feature in 0..<width { total[feature] += sums[feature] }
  }
  return total
}

/// The least and the most of each feature. Of zeros with different signs the order decides, so clients' are put
/// together in client order.
struct Extremes: Equatable {
  private(set) var least: [Float]
  private(set) var most: [Float]

  init(least: [Float], most: [Float]) {
    self.least = least
    self.most = most
  }

  init(_ rows: OrderedRows) {
    var least = Array(repeating: Float.infinity, count: rows.width)
    var most = Array(repeating: -Float.infinity, count: rows.width)
    rows.forEachStretch(rows.rows.indices) { x in
      for start in stride(from: 0, to: x.count, by: rows.width) {
        for feature in 0..<rows.width {
          least[feature] = min(least[feature], x[start + feature])
          most[feature] = max(most[feature], x[start + feature])
        }
      }
    }
    (self.least, self.most) = (least, most)
  }

  var isConstant: [Bool] { zip(least, most).map { $0 == $1 } }

  /// Of these rows and of those that follow them.
  func followed(by next: Extremes) -> Extremes {
    Extremes(least: zip(least, next.least).map(min), most: zip(most, next.most).map(max))
  }
}
