import CKernel

/// A convolution of images, each of which is a row of a matrix.
///
/// Its three passes are products of a matrix of windows, which are read from a framed image in place, with
/// the kernels or the gradient. A last channel of ones makes the biases one more kernel element. Every
/// element of a result is one chain of fused multiply-adds: an output's over (channel, y, x) of its kernel; a
/// parameter's gradient over the rows and, in each, over the positions of the output; an input's gradient
/// over (filter, y, x). These kernels serve both numerics: no part of a convolution depends on a BLAS.
struct Convolution {
  private let shape: ModelShape.Convolution
  private let kernels: UnsafePointer<VectorKernels>
  private let input: ImageFrame
  private let gradient: ImageFrame
  /// Where the window of each output begins in the framed input.
  private let windows: [UInt32]
  /// From a window's begin to its (channel, y, x), and to a one.
  private let taps: [UInt32]
  /// Where the window of each input pixel begins in the framed gradient.
  private let gradientWindows: [UInt32]
  /// From there to its (filter, y, x).
  private let gradientTaps: [UInt32]
  /// [taps × filters], the biases last: the parameters, or the sum of their gradient.
  private let parameters: PaddedRows
  /// [(filter, y, x) × channels] the kernels.
  private let gradientKernels: PaddedRows
  /// [outputs × filters] an image's outputs or their gradient.
  private let outputs: PaddedRows
  /// [pixels × channels] the gradient of an image.
  private let pixels: PaddedRows

  init(_ shape: ModelShape.Convolution, arithmetic: Arithmetic, scratch: inout Scratch) {
    self.shape = shape
    kernels = arithmetic.kernels
    input = ImageFrame(around: shape, scratch: &scratch)
    gradient = ImageFrame(aroundGradientOf: shape, scratch: &scratch)
    windows = input.places(of: shape.output, step: shape.stride)
    taps = input.taps(channels: shape.input.channels, size: shape.size) + [input.ones]
    gradientWindows = gradient.places(of: shape.input, step: 1)
    gradientTaps = gradient.taps(channels: shape.filters, size: shape.size, flipped: true)
    parameters = PaddedRows(taps.count, columns: shape.filters, scratch: &scratch)
    gradientKernels = PaddedRows(gradientTaps.count, columns: shape.input.channels, scratch: &scratch)
    outputs = PaddedRows(windows.count, columns: shape.filters, scratch: &scratch)
    pixels = PaddedRows(gradientWindows.count, columns: shape.input.channels, scratch: &scratch)
  }

  /// - Parameters:
  ///   - input: [rows × input pixels].
  ///   - weights: the kernels [filters, channels, size, size], then the biases.
  ///   - output: [rows × output pixels], replaced.
  func forward(_ input: Matrix, weights: UnsafeMutablePointer<Float>, into output: Matrix) {
    check(input, output)
    load(weights)
    for row in 0..<input.rows {
      self.input.fill(from: input.base + row * input.stride, kernels)
      product(self.input, windows, taps, parameters, into: outputs)
      outputs.storeColumns(to: output.base + row * output.stride, rows: windows.count, kernels)
    }
  }

  /// - Parameters:
  ///   - gradient: [rows × output pixels] the loss's gradient with respect to the outputs.
  ///   - input: what `forward` was given.
  ///   - target: the parameters' gradient; with `accumulate` it is added to what is there, the weights
  ///     themselves perhaps.
  ///   - inputGradient: [rows × input pixels], replaced; computed from the weights as they were.
  func backward(
    _ gradient: Matrix, input: Matrix, weights: UnsafeMutablePointer<Float>,
    into target: UnsafeMutablePointer<Float>, accumulate: Bool, inputGradient: Matrix?
  ) {
    check(input, gradient)
    if let inputGradient { propagate(gradient, weights: weights, into: inputGradient) }
    if accumulate { load(target) } else { parameters.clear() }
    for row in 0..<gradient.rows {
      self.input.fill(from: input.base + row * input.stride, kernels)
      outputs.loadColumns(from: gradient.base + row * gradient.stride, rows: windows.count, kernels)
      product(self.input, taps, windows, outputs, into: parameters, accumulate: true)
    }
    parameters.storeColumns(to: target, rows: taps.count - 1, kernels)
    (target + kernelCount).update(from: parameters.row(taps.count - 1), count: shape.filters)
  }

  private func propagate(
    _ gradient: Matrix, weights: UnsafeMutablePointer<Float>, into inputGradient: Matrix
  ) {
    check(inputGradient, gradient)
    let area = shape.size * shape.size
    for filter in 0..<shape.filters {
      gradientKernels.loadColumns(
        from: weights + filter * shape.input.channels * area, firstRow: filter * area, rows: area, kernels)
    }
    for row in 0..<gradient.rows {
      self.gradient.fill(from: gradient.base + row * gradient.stride, kernels)
      product(self.gradient, gradientWindows, gradientTaps, gradientKernels, into: pixels)
      pixels.storeColumns(
        to: inputGradient.base + row * inputGradient.stride, rows: gradientWindows.count, kernels)
    }
  }

  private var kernelCount: Int { shape.parameterCount - shape.filters }

  private func load(_ weights: UnsafeMutablePointer<Float>) {
    parameters.loadColumns(from: weights, rows: taps.count - 1, kernels)
    parameters.row(taps.count - 1).update(from: weights + kernelCount, count: shape.filters)
  }

  /// c ← the windows · factors, or c + … when accumulating: a window is what the taps reach.
  private func product(
    _ frame: ImageFrame, _ begins: [UInt32], _ taps: [UInt32], _ factors: PaddedRows, into c: PaddedRows,
    accumulate: Bool = false
  ) {
    kernels.pointee.windowProduct(
      frame.base, begins, begins.count, taps, taps.count, factors.base, factors.stride, c.base,
      accumulate ? 1 : 0)
  }

  private func check(_ input: Matrix, _ output: Matrix) {
    precondition(input.rows == output.rows, "an image in for an image out")
    precondition(input.columns >= shape.input.count && output.columns >= shape.output.count)
    precondition(!input.isTransposed && !output.isTransposed, "a row is an image")
  }
}

extension ModelShape.Convolution {
  /// Floats that the passes over one image take beside the batch's matrices, and as many indices. A valid
  /// shape's do not overflow.
  var workingFloats: Int {
    let area = size * size
    let frames =
      (input.channels + 1) * (input.height + 2 * padding) * (input.width + 2 * padding)
      + filters * (input.height + size - 1) * (input.width + size - 1)
    let taps = input.channels * area + 1
    return frames + Scratch.padded(filters) * (taps + output.height * output.width)
      + Scratch.padded(input.channels) * (filters * area + input.height * input.width)
  }
}
