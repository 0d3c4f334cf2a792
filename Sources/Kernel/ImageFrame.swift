import CKernel

/// Room for an image with zeros around it, and between its pixels when they are spread.
struct ImageFrame {
  let base: UnsafeMutablePointer<Float>
  private let shape: FrameShape
  /// Where the image's first pixel goes.
  private let origin: Int

  /// The frame of a convolution's input, with one channel more, which is all ones.
  init(around convolution: ModelShape.Convolution, scratch: inout Scratch) {
    let padding = convolution.padding
    self.init(
      convolution.input, height: convolution.input.height + 2 * padding,
      width: convolution.input.width + 2 * padding, margin: padding, spacing: 1,
      planes: convolution.input.channels + 1, scratch: &scratch)
    (base + Int(ones)).update(repeating: 1, count: shape.plane)
  }

  /// The frame of the gradient of a convolution's output: each input pixel's window of it holds the outputs
  /// that the pixel went into. Between them are stride − 1 zeros.
  init(aroundGradientOf convolution: ModelShape.Convolution, scratch: inout Scratch) {
    let reach = convolution.size - 1
    self.init(
      convolution.output, height: convolution.input.height + reach, width: convolution.input.width + reach,
      margin: reach - convolution.padding, spacing: convolution.stride, planes: convolution.filters,
      scratch: &scratch)
  }

  private init(
    _ image: ModelShape.ImageSize, height: Int, width: Int, margin: Int, spacing: Int, planes: Int,
    scratch: inout Scratch
  ) {
    precondition(margin >= 0, "padding is less than the kernels' size")
    precondition(
      (image.height - 1) * spacing + margin < height && (image.width - 1) * spacing + margin < width)
    precondition(planes * height * width <= UInt32.max)
    guard let base = scratch.floats(planes * height * width).baseAddress else {
      preconditionFailure("a frame needs memory")
    }
    self.base = base
    origin = margin * width + margin
    shape = FrameShape(
      channels: image.channels, height: image.height, width: image.width, spacing: spacing,
      row: width * spacing, plane: height * width)
  }

  func fill(from image: UnsafePointer<Float>, _ kernels: UnsafePointer<VectorKernels>) {
    kernels.pointee.embed(image, shape, base + origin)
  }

  /// Where the channel of ones begins.
  var ones: UInt32 { UInt32(shape.channels * shape.plane) }

  /// The upper left elements of windows that lie `step` apart in both directions, row by row.
  func places(of image: ModelShape.ImageSize, step: Int) -> [UInt32] {
    (0..<image.height).flatMap { y in (0..<image.width).map { x in UInt32(y * step * rowLength + x * step) } }
  }

  /// From a window's upper left element to all of it, in the order (channel, y, x), or against y and x when
  /// flipped.
  func taps(channels: Int, size: Int, flipped: Bool = false) -> [UInt32] {
    (0..<channels).flatMap { channel in
      (0..<size * size).map { element in
        let (y, x) = (flipped ? size * size - 1 - element : element).quotientAndRemainder(dividingBy: size)
        return UInt32(channel * shape.plane + y * rowLength + x)
      }
    }
  }

  private var rowLength: Int { shape.row / shape.spacing }
}
