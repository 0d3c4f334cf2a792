import CKernel
import Determinism
import Testing

@testable import Kernel

struct ConvolutionTests {
  @Test(arguments: convolutionCases)
  func `computes what PyTorch does`(_ expected: ConvolutionCase) {
    let shape = expected.shape
    let run = ConvolutionRun(
      shape, rows: expected.rows, weights: kernelRamp(shape),
      images: imageRamp(expected.rows * shape.input.count, 37, 11, 101, 50),
      gradient: imageRamp(expected.rows * shape.output.count, 31, 5, 89, 40))
    #expect(run.forward().isNear(expected.output))
    let backward = run.backward()
    #expect(backward.weights.isNear(expected.weightGradient))
    #expect(backward.input.isNear(expected.inputGradient))
  }

  @Test func `every result is its chain of fused multiply-adds, bit for bit on every path`() {
    for seed in 0..<30 {
      var random = RandomStream(seed: UInt64(seed), purpose: .fingerprint)
      expectChains(random.convolution(), rows: 1 + random.below(3), seed: seed)
    }
  }

  @Test func `an image of many positions is summed in one chain`() {
    let shape = ModelShape.Convolution(
      input: ModelShape.ImageSize(channels: 1, height: 40, width: 33), filters: 2, size: 3, padding: 1)
    expectChains(shape, rows: 2, seed: 1)
  }

  /// An output is linear in every weight and pixel, so that a difference has no error but rounding.
  @Test(arguments: convolutionCases)
  func `gradients are the outputs' finite differences`(_ given: ConvolutionCase) {
    let shape = given.shape
    var random = RandomStream(seed: 11, purpose: .fingerprint)
    let weights = random.floats(shape.parameterCount)
    let images = random.floats(given.rows * shape.input.count)
    let gradient = random.floats(given.rows * shape.output.count)
    func loss(_ weights: [Float], _ images: [Float]) -> Double {
      let run = ConvolutionRun(shape, rows: given.rows, weights: weights, images: images, gradient: gradient)
      return zip(run.forward(), gradient).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let backward = ConvolutionRun(
      shape, rows: given.rows, weights: weights, images: images, gradient: gradient
    ).backward()
    let byWeight = differences(of: weights) { loss($0, images) }
    let byPixel = differences(of: images) { loss(weights, $0) }
    #expect(zip(backward.weights, byWeight).allSatisfy { abs(Double($0) - $1) < 1e-5 }, "seed 11")
    #expect(zip(backward.input, byPixel).allSatisfy { abs(Double($0) - $1) < 1e-5 }, "seed 11")
  }

  @Test func `a transposition moves every element and no other memory, on every path`() {
    for path in VectorPath.runnable {
      for (rows, columns) in [(1, 1), (3, 17), (16, 16), (31, 5), (33, 40)] {
        let values = (0..<rows * columns).map(Float.init)
        var turned = [Float](repeating: -1, count: columns * (rows + 3))
        vectorKernels(path).pointee.transpose(values, rows, columns, columns, &turned, rows + 3)
        var expected: [Float] = []
        for column in 0..<columns {
          expected += (0..<rows).map { values[$0 * columns + column] } + [-1, -1, -1]
        }
        #expect(turned == expected)
      }
    }
  }
}

private func expectChains(_ shape: ModelShape.Convolution, rows: Int, seed: Int) {
  var random = RandomStream(seed: UInt64(seed), purpose: .fingerprint, client: 1)
  let images = random.floats(rows * shape.input.count)
  let gradient = random.floats(rows * shape.output.count)
  let weights = random.floats(shape.parameterCount)
  let reference = ReferenceConvolution(shape: shape)
  let outputs = reference.forward(images, weights, rows: rows)
  let zeros = [Float](repeating: 0, count: weights.count)
  let weightGradient = reference.weightGradient(gradient, images, rows: rows, onto: zeros)
  let descended = reference.weightGradient(gradient, images, rows: rows, onto: weights)
  let inputGradient = reference.inputGradient(gradient, weights, rows: rows)
  for path in VectorPath.runnable {
    let run = ConvolutionRun(
      shape, rows: rows, weights: weights, images: images, gradient: gradient,
      arithmetic: .portable(path: path))
    let comment: Comment = "seed \(seed), path \(path.rawValue), \(shape)"
    #expect(run.forward() == outputs, comment)
    let backward = run.backward()
    #expect(backward.weights == weightGradient && backward.input == inputGradient, comment)
    // A step of plain descent: the gradient goes into the weights, and the input's is that of the old ones.
    let step = run.descend()
    #expect(step.weights == descended && step.input == inputGradient, comment)
  }
}

/// A convolution with its memory.
private struct ConvolutionRun: ~Copyable {
  private var scratch = Scratch()
  private let convolution: Convolution
  private let shape: ModelShape.Convolution
  private let images, outputs, gradient, inputGradient: Matrix
  private let weights: UnsafeMutableBufferPointer<Float>

  init(
    _ shape: ModelShape.Convolution, rows: Int, weights: [Float], images: [Float], gradient: [Float],
    arithmetic: Arithmetic = .portable()
  ) {
    self.shape = shape
    convolution = Convolution(shape, arithmetic: arithmetic, scratch: &scratch)
    self.images = scratch.matrix(rows: rows, columns: shape.input.count, values: images)
    outputs = scratch.matrix(rows: rows, columns: shape.output.count)
    self.gradient = scratch.matrix(rows: rows, columns: shape.output.count, values: gradient)
    inputGradient = scratch.matrix(rows: rows, columns: shape.input.count)
    self.weights = scratch.floats(weights.count)
    _ = self.weights.update(from: weights)
  }

  func forward() -> [Float] {
    convolution.forward(images, weights: weights.baseAddress!, into: outputs)
    return outputs.values
  }

  func backward() -> (weights: [Float], input: [Float]) {
    var target = [Float](repeating: 7, count: weights.count)
    target.withUnsafeMutableBufferPointer { target in
      convolution.backward(
        gradient, input: images, weights: weights.baseAddress!, into: target.baseAddress!, accumulate: false,
        inputGradient: inputGradient)
    }
    return (target, inputGradient.values)
  }

  func descend() -> (weights: [Float], input: [Float]) {
    convolution.backward(
      gradient, input: images, weights: weights.baseAddress!, into: weights.baseAddress!, accumulate: true,
      inputGradient: inputGradient)
    return (Array(weights), inputGradient.values)
  }
}

/// Central differences of a linear function.
private func differences(of values: [Float], _ function: ([Float]) -> Double) -> [Double] {
  values.indices.map { index in
    var (above, below) = (values, values)
    above[index] += 0.5
    below[index] -= 0.5
    return (function(above) - function(below)) / Double(above[index] - below[index])
  }
}

private func kernelRamp(_ shape: ModelShape.Convolution) -> [Float] {
  imageRamp(shape.parameterCount - shape.filters, 53, 7, 97, 96) + imageRamp(shape.filters, 29, 3, 41, 20)
}

extension RandomStream {
  /// Small sides of every parity, with filters below, at and above a vector's lanes.
  fileprivate mutating func convolution() -> ModelShape.Convolution {
    let size = 1 + below(5)
    let padding = below(size)
    let side = max(1, size - 2 * padding)
    return ModelShape.Convolution(
      input: ModelShape.ImageSize(channels: 1 + below(3), height: side + below(8), width: side + below(8)),
      filters: [1, 3, 16, 20, 33, 64, 70][below(7)], size: size, stride: 1 + below(3), padding: padding)
  }
}
