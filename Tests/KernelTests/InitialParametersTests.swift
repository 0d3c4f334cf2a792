import Determinism
import Testing

@testable import Kernel

struct InitialParametersTests {
  @Test(arguments: [ModelShape.Loss.crossEntropy, .logistic, .squared])
  func `a model without hidden layers starts at zero`(loss: ModelShape.Loss) {
    let shape = ModelShape(
      inputs: 3, hidden: [], outputs: loss == .crossEntropy ? 2 : 1, activation: .relu, loss: loss)
    #expect(initialParameters(shape, seed: 1) == Array(repeating: 0, count: shape.parameterCount))
  }

  @Test(arguments: [
    (ModelShape.Activation.relu, [0.5477226, 0.38729835]), (.tanh, [0.31622776, 0.36514837]),
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

  @Test func `layer l draws from the stream of its own number`() {
    let shape = ModelShape(inputs: 2, hidden: [3], outputs: 1, activation: .relu, loss: .squared)
    var stream = RandomStream(seed: 5, purpose: .initialModel, round: 1)
    let expected = (0..<3).map { _ in Float((2 * stream.uniform() - 1) * 2.0.squareRoot()) }
    #expect(Array(initialParameters(shape, seed: 5)[9..<12]) == expected)
  }
}
