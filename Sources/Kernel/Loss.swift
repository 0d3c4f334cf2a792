import Determinism

extension ModelShape.Loss {
  /// Adds each row's loss to `sum`, in row order, and replaces the outputs by `scale` times the gradient of
  /// that loss.
  ///
  /// - Parameters:
  ///   - outputs: [outputs × capacity], of which the first `rows` columns count.
  ///   - targets: [capacity] rounded up to whole lanes: the class of each row, or the number to predict.
  ///   - rowLosses: [capacity] rounded up to whole lanes, overwritten.
  func addLosses(
    outputs: Matrix, targets: UnsafeMutablePointer<Float>, rowLosses: UnsafeMutablePointer<Float>, rows: Int,
    scale: Float, to sum: inout Double
  ) {
    switch self {
    case .crossEntropy: crossEntropy(outputs, targets, rowLosses, rows, scale)
    case .logistic: logistic(outputs, targets, rowLosses, rows, scale)
    case .squared: return squared(outputs.base, targets, rows, scale, &sum)
    }
    for row in 0..<rows { sum += Double(rowLosses[row]) }
  }

  /// log Σ exp(z) − z[target], with the largest output taken out first so that nothing overflows.
  private func crossEntropy(
    _ outputs: Matrix, _ targets: UnsafeMutablePointer<Float>, _ rowLosses: UnsafeMutablePointer<Float>,
    _ rows: Int, _ scale: Float
  ) {
    let z = outputs.base
    for row in 0..<rows { rowLosses[row] = z[Int(targets[row]) * outputs.stride + row] }
    for row in stride(from: 0, to: rows, by: Lanes.width) {
      var largest = z.lanes(at: row)
      for place in places(outputs, row) {
        let value = z.lanes(at: place)
        largest.replace(with: value, where: value .> largest)
      }
      var total = Lanes()
      for place in places(outputs, row) {
        let power = Elementary.exp(z.lanes(at: place) - largest)
        z.store(power, at: place)
        total += power
      }
      rowLosses.store(Elementary.log(total) + (largest - rowLosses.lanes(at: row)), at: row)
      let factor = scale / total
      for place in places(outputs, row) { z.store(z.lanes(at: place) * factor, at: place) }
    }
    for row in 0..<rows { z[Int(targets[row]) * outputs.stride + row] -= scale }
  }

  @inline(__always)
  private func places(_ outputs: Matrix, _ row: Int) -> StrideTo<Int> {
    stride(from: row, to: outputs.rows * outputs.stride + row, by: outputs.stride)
  }

  /// log(1 + exp(−|z|)) + max(z, 0) − z·target; the gradient is sigmoid(z) − target.
  private func logistic(
    _ outputs: Matrix, _ targets: UnsafeMutablePointer<Float>, _ rowLosses: UnsafeMutablePointer<Float>,
    _ rows: Int, _ scale: Float
  ) {
    for row in stride(from: 0, to: rows, by: Lanes.width) {
      let z = outputs.base.lanes(at: row)
      let target = targets.lanes(at: row)
      let isNegative = z .< 0
      let power = Elementary.exp(z.replacing(with: -z, where: .!isNegative))
      let onePlus = 1 + power
      // log(1 + power), with what the sum lost in rounding put back.
      let logarithm = Elementary.log(onePlus) + (power - (onePlus - 1)) / onePlus
      rowLosses.store(logarithm + (z.replacing(with: 0, where: isNegative) - z * target), at: row)
      let sigmoid = Lanes(repeating: 1).replacing(with: power, where: isNegative) / onePlus
      outputs.base.store((sigmoid - target) * scale, at: row)
    }
  }

  /// ½(z − target)²; the gradient is z − target.
  private func squared(
    _ z: UnsafeMutablePointer<Float>, _ targets: UnsafeMutablePointer<Float>, _ rows: Int, _ scale: Float,
    _ sum: inout Double
  ) {
    for row in 0..<rows {
      let error = z[row] - targets[row]
      sum += 0.5 * Double(error) * Double(error)
      z[row] = error * scale
    }
  }
}
