import CKernel

@testable import Kernel

/// What a loss gives: one number a row, and the gradient of each row.
struct RowLosses: Equatable {
  var losses: [Float]
  var gradient: [[Float]]
}

/// Outputs row by row, which the kernels take output by output in padded memory. The padding is filled with junk.
struct Rows {
  private let values: [Float]
  private let width: Int

  init(width: Int, _ values: [Float]) {
    self.values = values
    self.width = width
  }

  var count: Int { values.count / width }

  subscript(row: Int) -> [Float] { Array(values[row * width..<(row + 1) * width]) }

  func crossEntropy(_ targets: [Float], scale: Float, path: VectorPath) -> RowLosses {
    let (classes, stride) = (width, Scratch.padded(count))
    return apply(targets) { path.kernels.crossEntropy($0, classes, stride, $1, $2, scale, $3) }
  }

  /// - Parameter pass: takes outputs, targets, the number of rows and losses.
  func apply(
    _ targets: [Float],
    by pass: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void
  ) -> RowLosses {
    let stride = Scratch.padded(count)
    var outputs = [Float](repeating: 7e5, count: width * stride)
    for row in 0..<count {
      for output in 0..<width { outputs[output * stride + row] = values[row * width + output] }
    }
    let padding = [Float](repeating: -3.5, count: stride - count)
    var losses = [Float](repeating: 0, count: stride)
    pass(&outputs, targets + padding, count, &losses)
    let gradient = (0..<count).map { row in (0..<width).map { outputs[$0 * stride + row] } }
    return RowLosses(losses: Array(losses[..<count]), gradient: gradient)
  }
}
