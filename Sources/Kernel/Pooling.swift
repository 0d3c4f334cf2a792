import CKernel

/// The largest or the mean value of each window of an image, channel by channel; a matrix's row is an image.
struct Pooling {
  private let kind: ModelShape.Pooling.Kind
  private let windows: WindowShape
  private let kernels: UnsafePointer<VectorKernels>
  private let inputCount: Int
  private let outputCount: Int
  /// The pixel, within its channel, that each output of the last `forward` came from; unused by means.
  private let choices: UnsafeMutableBufferPointer<Float>

  /// - Parameter capacity: the most rows of one pass.
  init(_ shape: ModelShape.Pooling, capacity: Int, arithmetic: Arithmetic, scratch: inout Scratch) {
    kind = shape.kind
    windows = WindowShape(
      channels: shape.input.channels, height: shape.input.height, width: shape.input.width, size: shape.size,
      stride: shape.stride, outHeight: shape.output.height, outWidth: shape.output.width)
    kernels = arithmetic.kernels
    inputCount = shape.input.count
    outputCount = shape.output.count
    choices = scratch.floats(shape.kind == .max ? capacity * shape.output.count : 0)
  }

  /// - Precondition: no more rows than the capacity, and as many in `output`.
  func forward(_ input: Matrix, into output: Matrix) {
    check(input, output)
    for row in 0..<input.rows {
      let image = input.base + row * input.stride
      let pooled = output.base + row * output.stride
      switch kind {
      case .max: withChoices(of: row) { kernels.pointee.maxPool(image, windows, pooled, $0) }
      case .average: kernels.pointee.averagePool(image, windows, pooled)
      }
    }
  }

  /// Replaces `inputGradient`; the rows are those of the last `forward`.
  func backward(_ gradient: Matrix, into inputGradient: Matrix) {
    check(inputGradient, gradient)
    for row in 0..<gradient.rows {
      let pooled = gradient.base + row * gradient.stride
      let image = inputGradient.base + row * inputGradient.stride
      switch kind {
      case .max: withChoices(of: row) { kernels.pointee.maxPoolGradient(pooled, $0, windows, image) }
      case .average: kernels.pointee.averagePoolGradient(pooled, windows, image)
      }
    }
  }

  private func check(_ input: Matrix, _ output: Matrix) {
    precondition(input.rows == output.rows && input.columns >= inputCount && output.columns >= outputCount)
    precondition(
      kind == .average || output.rows * outputCount <= choices.count, "more rows than the capacity")
  }

  /// Floats and indices have the same size, and scratch memory comes as floats.
  private func withChoices(of row: Int, _ body: (UnsafeMutablePointer<UInt32>) -> Void) {
    guard let base = choices.baseAddress else { return }
    (base + row * outputCount).withMemoryRebound(to: UInt32.self, capacity: outputCount, body)
  }
}
