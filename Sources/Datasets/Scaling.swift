/// Brings every feature to a common scale: (value − offset) · factor, rounded once.
///
/// The statistics are federated: each client sums its own rows in order, and the sums are added in client
/// order, all in double precision. A federation in which only those sums leave a client gets the same bits.
package struct Scaling: Sendable, Equatable {
  /// [features]
  package let offsets: [Double]
  /// [features]; 0 for a feature that is constant over the training rows.
  package let factors: [Double]

  /// - Parameters:
  ///   - offsets: [features], at least one.
  ///   - factors: [features]
  package init(offsets: [Double], factors: [Double]) {
    self.offsets = offsets
    self.factors = factors
  }

  /// - Parameters:
  ///   - rows: the training rows, not scaled.
  ///   - clients: the positions of each client's rows.
  /// - Returns: nil for `none`.
  init?(_ scale: DatasetRecipe.Scale, _ rows: OrderedRows, clients: [Range<Int>]) {
    switch scale {
    case .none: return nil
    case .minmax: self.init(minmax: Extremes(rows))
    case .standard:
      let sums = added(clients.lazy.map { rows.sums($0) }, width: rows.width)
      let means = sums.map { $0 / Double(rows.rows.count) }
      let squares = added(clients.lazy.map { rows.squares($0, from: means) }, width: rows.width)
      self.init(means: means, squares: squares, rows: rows.rows.count, isConstant: Extremes(rows).isConstant)
    }
  }

  /// The least value becomes 0, the most 1.
  init(minmax range: Extremes) {
    offsets = range.least.map { Double($0) }
    factors = zip(zip(range.least, range.most), range.isConstant).map { range, isConstant in
      isConstant ? 0 : 1 / (Double(range.1) - Double(range.0))
    }
  }

  /// The mean becomes 0, the variance 1.
  /// - Parameters:
  ///   - squares: the sum of the squared deviations from the means.
  ///   - isConstant: not told by `squares`: rounding gives a constant feature a mean beside it and a variance
  ///     above 0.
  init(means: [Double], squares: [Double], rows: Int, isConstant: [Bool]) {
    offsets = means
    factors = zip(squares, isConstant).map { square, isConstant in
      isConstant ? 0 : 1 / (square / Double(rows)).squareRoot()
    }
  }

  /// - Parameter x: [rows × features]
  package func apply(to x: UnsafeMutableBufferPointer<Float>) {
    for start in stride(from: 0, to: x.count, by: offsets.count) {
      for feature in 0..<offsets.count {
        x[start + feature] = Float((Double(x[start + feature]) - offsets[feature]) * factors[feature])
      }
    }
  }
}
