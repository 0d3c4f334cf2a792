/// A dense layer. Its weights are one matrix [(inputs + 1) × outputs] whose last row is the biases; its input
/// carries a last column of ones, so that one product gives weighted sums and biases, and one their
/// gradients.
struct Dense {
  let inputs: Int
  let outputs: Int

  /// output ← [input, 1] · weights.
  @inline(__always)
  func forward(
    _ input: Matrix, weights: UnsafeMutablePointer<Float>, into output: Matrix,
    arithmetic: borrowing Arithmetic
  ) {
    multiply(input, matrix(weights), into: output, arithmetic)
  }

  /// target ← the gradient of the weights, or target + it; inputGradient ← gradient · weightsᵀ, by the
  /// weights as they were: the target may be the weights themselves.
  @inline(__always)
  func backward(
    _ gradient: Matrix, input: Matrix, weights: UnsafeMutablePointer<Float>,
    into target: UnsafeMutablePointer<Float>, accumulate: Bool, inputGradient: Matrix?,
    arithmetic: borrowing Arithmetic
  ) {
    if let inputGradient {
      arithmetic.multiply(gradient, matrix(weights).prefix(rows: inputs).transposed, into: inputGradient)
    }
    arithmetic.multiply(input.transposed, gradient, into: matrix(target), accumulate: accumulate)
  }

  @inline(__always)
  private func matrix(_ weights: UnsafeMutablePointer<Float>) -> Matrix {
    Matrix(packedAt: weights, rows: inputs + 1, columns: outputs)
  }

  /// c ← a · b, stored by columns where c is.
  @inline(__always)
  private func multiply(_ a: Matrix, _ b: Matrix, into c: Matrix, _ arithmetic: borrowing Arithmetic) {
    if c.isTransposed {
      arithmetic.multiply(b.transposed, a.transposed, into: c.transposed)
    } else {
      arithmetic.multiply(a, b, into: c)
    }
  }
}
