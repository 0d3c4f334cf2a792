import Determinism

/// Inverted dropout (Srivastava et al., 2014): in training each value becomes 0 with probability `rate`, and
/// value / (1 − rate) otherwise. A network that only evaluates has no such layer.
struct Dropout {
  /// A 32-bit draw below it drops its value.
  private let threshold: UInt32
  private let kept: Float
  /// [capacity × (width + 1)]: what each value of the last forward pass was multiplied by; 1 in the column of
  /// ones.
  private let factors: Matrix

  /// - Parameter rate: in 0..<1.
  init(rate: Float, width: Int, capacity: Int, scratch: inout Scratch) {
    threshold = UInt32(Double(rate) * 0x1p32)
    kept = 1 / (1 - rate)
    factors = scratch.matrix(rows: capacity, columns: width + 1)
    for row in 0..<capacity { factors.base[row * factors.stride + width] = 1 }
  }

  /// - Parameters:
  ///   - input: [rows × (width + 1)], with the column of ones; the output is the same.
  ///   - draws: gives one number a value, row by row.
  func forward(_ input: Matrix, into output: Matrix, draws: inout RandomStream) {
    for row in 0..<input.rows {
      let factors = factors.base + row * factors.stride
      for column in 0..<input.columns - 1 { factors[column] = draws.next32() < threshold ? 0 : kept }
    }
    multiply(input, into: output)
  }

  /// inputGradient ← gradient × the factors of the last forward pass.
  func backward(_ gradient: Matrix, into inputGradient: Matrix) { multiply(gradient, into: inputGradient) }

  private func multiply(_ values: Matrix, into products: Matrix) {
    precondition(values.stride == factors.stride && products.stride == factors.stride)
    for index in 0..<values.rows * factors.stride {
      products.base[index] = values.base[index] * factors.base[index]
    }
  }
}
