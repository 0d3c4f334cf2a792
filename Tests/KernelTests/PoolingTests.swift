import CKernel
import Determinism
import Testing

@testable import Kernel

struct PoolingTests {
  @Test(arguments: poolingCases)
  func `computes what PyTorch does`(_ expected: PoolingCase) {
    let shape = expected.shape
    let run = PoolingRun(
      shape, rows: expected.rows, images: imageRamp(expected.rows * shape.input.count, 37, 11, 101, 50),
      gradient: imageRamp(expected.rows * shape.output.count, 31, 5, 89, 40))
    #expect(run.output.isNear(expected.output))
    #expect(run.inputGradient.isNear(expected.inputGradient))
  }

  @Test(arguments: VectorPath.runnable)
  func `equals its definition, bit for bit on every path`(path: VectorPath) {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), purpose: .fingerprint)
      let shape = random.pooling()
      let rows = 1 + random.below(3)
      // Few different values, so that many windows hold ties.
      let images = (0..<rows * shape.input.count).map { _ in Float(random.below(4)) / 3 - 0.4 }
      let gradient = random.floats(rows * shape.output.count)
      let run = PoolingRun(
        shape, rows: rows, images: images, gradient: gradient, arithmetic: .portable(path: path))
      let expected = reference(shape, rows: rows, images, gradient)
      #expect(run.output == expected.output, "seed \(seed), \(shape)")
      #expect(run.inputGradient == expected.inputGradient, "seed \(seed), \(shape)")
    }
  }

  @Test(arguments: VectorPath.runnable)
  func `the first of the largest pixels gets the gradient`(path: VectorPath) {
    let shape = ModelShape.Pooling(
      kind: .max, input: ModelShape.ImageSize(channels: 1, height: 2, width: 6), size: 2, stride: 2)
    let run = PoolingRun(
      shape, rows: 1, images: [1, 2, 5, 5, 0, 0, 2, 2, 5, 5, 0, 3], gradient: [10, 20, 30],
      arithmetic: .portable(path: path))
    #expect(run.output == [2, 5, 3])
    #expect(run.inputGradient == [0, 10, 20, 0, 0, 0, 0, 0, 0, 0, 0, 30])
  }

  @Test(arguments: VectorPath.runnable)
  func `not a number is the largest of all`(path: VectorPath) {
    let shape = ModelShape.Pooling(
      kind: .max, input: ModelShape.ImageSize(channels: 1, height: 2, width: 8), size: 2, stride: 2)
    let run = PoolingRun(
      shape, rows: 1, images: [.nan, 1, 1, .nan, 1, 1, 1, 2, 2, 2, 3, 3, .nan, 3, -.infinity, 4],
      gradient: [1, 2, 3, 4], arithmetic: .portable(path: path))
    #expect(run.output.map(\.isNaN) == [true, true, true, false])
    #expect(run.inputGradient == [1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 4])
  }
}

/// A pooling with its memory, run forward and backward over rows fewer than it has room for.
private struct PoolingRun {
  let output: [Float]
  let inputGradient: [Float]

  init(
    _ shape: ModelShape.Pooling, rows: Int, images: [Float], gradient: [Float],
    arithmetic: Arithmetic = .portable()
  ) {
    var scratch = Scratch()
    let pooling = Pooling(shape, capacity: rows + 2, arithmetic: arithmetic, scratch: &scratch)
    let input = scratch.matrix(rows: rows, columns: shape.input.count, values: images)
    let pooled = scratch.matrix(rows: rows, columns: shape.output.count)
    let delta = scratch.matrix(rows: rows, columns: shape.output.count, values: gradient)
    let result = scratch.matrix(rows: rows, columns: shape.input.count, values: images)
    pooling.forward(input, into: pooled)
    pooling.backward(delta, into: result)
    output = pooled.values
    inputGradient = result.values
    // The matrices lie in its memory.
    withExtendedLifetime(scratch) {}
  }
}

/// Every window's largest or mean value by definition, and where its gradient goes.
private func reference(_ shape: ModelShape.Pooling, rows: Int, _ images: [Float], _ gradient: [Float]) -> (
  output: [Float], inputGradient: [Float]
) {
  let (input, pooled) = (shape.input, shape.output)
  let area = Float(shape.size * shape.size)
  var result = (output: [Float](), inputGradient: [Float](repeating: 0, count: images.count))
  for plane in 0..<rows * input.channels {
    for place in 0..<pooled.height * pooled.width {
      let corner =
        (plane * input.height + place / pooled.width * shape.stride) * input.width
        + place % pooled.width * shape.stride
      let window = (0..<shape.size * shape.size).map {
        corner + $0 / shape.size * input.width + $0 % shape.size
      }
      let delta = gradient[result.output.count]
      switch shape.kind {
      case .max:
        let best = window.reduce(corner) { images[$1] > images[$0] ? $1 : $0 }
        result.output.append(images[best])
        result.inputGradient[best] += delta
      case .average:
        result.output.append(window.reduce(0) { $0 + images[$1] } / area)
        for pixel in window { result.inputGradient[pixel] += delta / area }
      }
    }
  }
  return result
}

extension RandomStream {
  /// Windows that overlap, touch or leave gaps, and rows shorter and longer than a vector.
  fileprivate mutating func pooling() -> ModelShape.Pooling {
    let size = 1 + below(4)
    return ModelShape.Pooling(
      kind: below(2) == 0 ? .max : .average,
      input: ModelShape.ImageSize(channels: 1 + below(3), height: size + below(6), width: size + below(40)),
      size: size,
      stride: 1 + below(4))
  }
}
