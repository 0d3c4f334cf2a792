import Determinism

extension ModelShape.Activation {
  /// Applies the function to every element but the last column, which holds ones and is set to them again.
  func apply(to matrix: Matrix) {
    let floats = matrix.base
    switch self {
    case .relu:
      for index in stride(from: 0, to: matrix.rows * matrix.stride, by: Lanes.width) {
        let z = floats.lanes(at: index)
        // Not max(z, 0): NaN must stay NaN.
        floats.store(z.replacing(with: 0, where: z .< 0), at: index)
      }
    case .tanh:
      for index in stride(from: 0, to: matrix.rows * matrix.stride, by: Lanes.width) {
        floats.store(Elementary.tanh(floats.lanes(at: index)), at: index)
      }
    }
    for row in 0..<matrix.rows { floats[row * matrix.stride + matrix.columns - 1] = 1 }
  }

  /// gradient ← gradient × the function's derivative, where `activated` is what the function gave. Both have
  /// the same stride.
  func multiplyDerivative(of activated: Matrix, into gradient: Matrix) {
    precondition(activated.stride == gradient.stride && activated.rows == gradient.rows)
    for index in stride(from: 0, to: gradient.rows * gradient.stride, by: Lanes.width) {
      let a = activated.base.lanes(at: index)
      let g = gradient.base.lanes(at: index)
      switch self {
      case .relu: gradient.base.store(g.replacing(with: 0, where: a .<= 0), at: index)
      case .tanh: gradient.base.store(g * (1 - a * a), at: index)
      }
    }
  }
}
