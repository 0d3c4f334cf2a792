/// Brings every feature to a common scale: (value − offset) · factor, rounded once.
///
/// The statistics are federated: each client sums its own rows in order, and the sums are added in client
/// order, all in double precision. A federation in which only those sums leave a client gets the same bits.
struct Scaling {
  /// [features]
  private var offsets: [Double]
  /// [features]; 0 for a feature that is constant over the training rows.
  private var factors: [Double]

  /// - Parameters:
  ///   - rows: the training rows, not scaled.
  ///   - clients: the positions of each client's rows.
  /// - Returns: nil for `none`.
  init?(_ scale: DatasetRecipe.Scale, _ rows: OrderedRows, clients: [Range<Int>]) {
    if scale == .none { return nil }
    let range = Extremes(rows)
    switch scale {
    case .none: return nil
    case .minmax:
      offsets = range.least.map { Double($0) }
      factors = zip(range.least, range.most).map { 1 / (Double($1) - Double($0)) }
    case .standard:
      let count = Double(rows.rows.count)
      let means = federatedSums(rows, clients) { value, _ in value }.map { $0 / count }
      let squares = federatedSums(rows, clients) { value, feature in
        (value - means[feature]) * (value - means[feature])
      }
      offsets = means
      factors = squares.map { 1 / ($0 / count).squareRoot() }
    }
    // By the extremes: rounding gives a constant feature a mean beside it and a variance above 0.
    for feature in 0..<rows.width where range.least[feature] == range.most[feature] { factors[feature] = 0 }
  }

  /// - Parameter x: [rows × features]
  func apply(to x: UnsafeMutableBufferPointer<Float>) {
    for start in stride(from: 0, to: x.count, by: offsets.count) {
      for feature in 0..<offsets.count {
        x[start + feature] = Float((Double(x[start + feature]) - offsets[feature]) * factors[feature])
      }
    }
  }
}

/// The least and the most of each feature: no sums, so their order does not matter.
private struct Extremes {
  var least: [Float]
  var most: [Float]

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
}

/// For each feature the sum of `term(value, feature)`, first over a client's rows, then over the clients.
@inline(__always)
private func federatedSums(
  _ rows: OrderedRows, _ clients: [Range<Int>], term: (Double, Int) -> Double
) -> [Double] {
  var total = Array(repeating: 0.0, count: rows.width)
  var own = total
  for client in clients {
    for feature in 0..<rows.width { own[feature] = 0 }
    rows.forEachStretch(client) { x in
      for start in stride(from: 0, to: x.count, by: rows.width) {
        for feature in 0..<rows.width { own[feature] += term(Double(x[start + feature]), feature) }
      }
    }
    for feature in 0..<rows.width { total[feature] += own[feature] }
  }
  return total
}
