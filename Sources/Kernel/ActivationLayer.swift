import CKernel

/// An activation. Its passes run over whole padded rows, whose surplus zeros stay zeros.
struct ActivationLayer {
  let function: ModelShape.Activation
  let kernels: UnsafePointer<VectorKernels>

  /// Whether the outputs may take the inputs' place: the derivative is a function of the output. Gelu's is
  /// not.
  static func worksInPlace(_ function: ModelShape.Activation) -> Bool { function != .gelu }

  /// - Parameters:
  ///   - input: [rows × (width + 1)], with the column of ones.
  ///   - output: the same; the input itself where the function works in place.
  func forward(_ input: Matrix, into output: Matrix) {
    let count = input.rows * input.stride
    switch function {
    case .relu: return kernels.pointee.relu(output.base, count)
    case .tanh: kernels.pointee.tanh(output.base, count)
    case .gelu: kernels.pointee.gelu(input.base, output.base, count)
    }
    for row in 0..<output.rows { output.base[row * output.stride + output.columns - 1] = 1 }
  }

  /// inputGradient ← gradient × the derivative. Both are the same memory where the function works in place,
  /// and lie in memory as the values do.
  func backward(_ gradient: Matrix, input: Matrix, into inputGradient: Matrix) {
    precondition(gradient.stride == input.stride && inputGradient.stride == input.stride)
    let count = input.rows * input.stride
    switch function {
    case .relu: kernels.pointee.reluGradient(input.base, gradient.base, count)
    case .tanh: kernels.pointee.tanhGradient(input.base, gradient.base, count)
    case .gelu:
      inputGradient.base.update(from: gradient.base, count: count)
      kernels.pointee.geluGradient(input.base, inputGradient.base, count)
    }
  }
}
