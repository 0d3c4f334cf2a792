import Determinism
import Testing

@testable import Kernel

struct InitialParametersTests {
  @Test(arguments: [ModelShape.Loss.crossEntropy, .logistic, .squared, .huber(delta: 1)])
  func `a model with one layer of parameters starts at zero`(loss: ModelShape.Loss) {
    let shape = ModelShape(
      inputs: 3, hidden: [], outputs: loss == .crossEntropy ? 2 : 1, activation: .relu, loss: loss)
    #expect(initialParameters(shape, seed: 1) == Array(repeating: 0, count: shape.parameterCount))
  }

  @Test(arguments: [
    (ModelShape.Activation.relu, [0.5477226, 0.38729835]), (.gelu, [0.5477226, 0.38729835]),
    (.tanh, [0.31622776, 0.36514837]),
  ])
  func `weights fill their range evenly and biases are zero`(
    activation: ModelShape.Activation, bounds: [Float]
  ) {
    let shape = ModelShape(inputs: 20, hidden: [40], outputs: 5, activation: activation, loss: .crossEntropy)
    let parameters = initialParameters(shape, seed: 7)
    let layers = [parameters[0..<800], parameters[840..<1040]]
    for (weights, bound) in zip(layers, bounds) {
      #expect(weights.allSatisfy { abs($0) <= bound })
      #expect((weights.max() ?? 0) > 0.95 * bound && (weights.min() ?? 0) < -0.95 * bound)
      // The mean of n uniforms has a standard deviation of bound / √(3n).
      let mean = weights.reduce(0, +) / Float(weights.count)
      #expect(abs(mean) < 4 * bound / Float(3 * weights.count).squareRoot(), "seed 7")
    }
    #expect((parameters[800..<840] + parameters[1040...]).allSatisfy { $0 == 0 })
  }

  @Test func `the l-th layer with parameters draws from the stream of its own number`() {
    let shape = ModelShape(
      inputs: 2, hidden: [3], outputs: 1, activation: .relu, dropout: 0.5, loss: .squared)
    var stream = RandomStream(seed: 5, purpose: .initialModel, round: 1)
    let expected = (0..<3).map { _ in Float((2 * stream.uniform() - 1) * 2.0.squareRoot()) }
    #expect(Array(initialParameters(shape, seed: 5)[9..<12]) == expected)
  }

  /// A kernel of 2 channels and 3 × 3 has 18 inputs, and 4 filters of it 36 outputs.
  @Test(arguments: [(ModelShape.Activation.relu, 6.0 / 18), (.tanh, 6.0 / (18 + 36))])
  func `a convolution's range is that of its kernel`(activation: ModelShape.Activation, square: Double) {
    let convolution = ModelShape.Convolution(
      input: ModelShape.ImageSize(channels: 2, height: 4, width: 4), filters: 4, size: 3)
    let shape = ModelShape(
      inputs: 32, layers: [.convolution(convolution), .activation(activation), .dense(outputs: 2)],
      loss: .crossEntropy)
    var stream = RandomStream(seed: 5, purpose: .initialModel)
    let kernels = (0..<72).map { _ in Float((2 * stream.uniform() - 1) * square.squareRoot()) }
    #expect(Array(initialParameters(shape, seed: 5)[..<76]) == kernels + [0, 0, 0, 0])
  }

  @Test func `layers without an activation take Glorot's range`() {
    let shape = ModelShape(
      inputs: 4, layers: [.dense(outputs: 2), .dense(outputs: 4)], loss: .reconstruction)
    var stream = RandomStream(seed: 1, purpose: .initialModel, round: 1)
    let weights = (0..<8).map { _ in Float(2 * stream.uniform() - 1) }
    #expect(Array(initialParameters(shape, seed: 1)[10..<18]) == weights)
  }
}
