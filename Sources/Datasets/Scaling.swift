/// Brings every feature to a common scale: (value − offset) · factor, rounded once.
///
/// The statistics are federated: each client sums its own rows in order, and the sums are added in client
/// order, all in double precision. A federation in which only those sums leave a client gets the same bits.
struct Scaling {
  /// [features]
  private var offsets: [Double]
  /// [features]; 0 for a feature that is constant over the training rows.
  private var factors: [Double]

  /// - Returns: nil for `none`.
  init?(_ scale: DatasetRecipe.Scale, x: [Float], width: Int, clients: [Range<Int>]) {
    if scale == .none { return nil }
    let range = Extremes(x, width: width)
    switch scale {
    case .none: return nil
    case .minmax:
      offsets = range.least.map { Double($0) }
      factors = zip(range.least, range.most).map { 1 / (Double($1) - Double($0)) }
    case .standard:
      let rows = Double(x.count / width)
      let means = federatedSums(x, width, clients) { value, _ in value }.map { $0 / rows }
      let squares = federatedSums(x, width, clients) { value, feature in
        (value - means[feature]) * (value - means[feature])
      }
      offsets = means
      factors = squares.map { 1 / ($0 / rows).squareRoot() }
    }
    // By the extremes: rounding gives a constant feature a mean beside it and a variance above 0.
    for feature in 0..<width where range.least[feature] == range.most[feature] { factors[feature] = 0 }
  }

  func apply(to x: inout [Float]) {
    let width = offsets.count
    x.withUnsafeMutableBufferPointer { x in
      var index = 0
      while index < x.count {
        for feature in 0..<width {
          x[index + feature] = Float((Double(x[index + feature]) - offsets[feature]) * factors[feature])
        }
        index += width
      }
    }
  }
}

/// The least and the most of each feature: no sums, so their order does not matter.
private struct Extremes {
  var least: [Float]
  var most: [Float]

  init(_ x: [Float], width: Int) {
    least = Array(x.prefix(width))
    most = least
    var index = 0
    while index < x.count {
      for feature in 0..<width {
        least[feature] = min(least[feature], x[index + feature])
        most[feature] = max(most[feature], x[index + feature])
      }
      index += width
    }
  }
}

/// For each feature the sum of `term(value, feature)`, first over a client's rows, then over the clients.
@inline(__always)
private func federatedSums(
  _ x: [Float], _ width: Int, _ clients: [Range<Int>], term: (Double, Int) -> Double
) -> [Double] {
  var total = Array(repeating: 0.0, count: width)
  var own = total
  for rows in clients {
    for feature in 0..<width { own[feature] = 0 }
    for row in rows {
      for feature in 0..<width { own[feature] += term(Double(x[row * width + feature]), feature) }
    }
    for feature in 0..<width { total[feature] += own[feature] }
  }
  return total
}
