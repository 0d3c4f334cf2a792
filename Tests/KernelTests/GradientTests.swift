import Determinism
import Testing

@testable import Kernel

struct GradientTests {
  @Test(arguments: gradientShapes)
  func `one step follows the gradient that finite differences give`(shape: ModelShape) throws {
    var random = RandomStream(seed: 5, purpose: .fingerprint)
    let parameters = random.floats(shape.parameterCount)
    let examples = random.examples(shape, rows: 11)
    let model = ReferenceModel(shape: shape)
    let gradient = model.gradient(parameters.map(Double.init), examples)
    for decay: Float in [0, 0.25] {
      let recipe = TrainingRecipe(
        learningRate: 1, weightDecay: decay, epochs: 1, batchSize: 11, shuffle: false)
      var trainer = try LocalTrainer(shape: shape, recipe: recipe, blas: .system(), maximumRows: 11)
      let report = try trainer.train(global: parameters, on: examples, seed: 0, round: 0, client: 0)
      #expect(abs(report.loss - model.loss(parameters.map(Double.init), examples)) < 1e-6)
      for index in parameters.indices {
        let expected = -gradient[index] - Double(decay * parameters[index])
        #expect(
          abs(Double(report.update[index]) - expected) < 2e-6, "seed 5, parameter \(index), decay \(decay)")
      }
    }
  }
}

/// Every loss with every activation at depths 0, 1 and 2, with widths below, at and above a vector's.
private let gradientShapes: [ModelShape] = [ModelShape.Loss.crossEntropy, .logistic, .squared].flatMap {
  loss in
  [ModelShape.Activation.relu, .tanh].flatMap { activation in
    [[], [8], [3, 9]].map { hidden in
      ModelShape(
        inputs: 5, hidden: hidden, outputs: loss == .crossEntropy ? 4 : 1, activation: activation, loss: loss)
    }
  }
}

extension RandomStream {
  mutating func examples(_ shape: ModelShape, rows: Int) -> Examples {
    let x = floats(rows * shape.inputs)
    return Examples(
      x: x, y: shape.classes == 0 ? floats(rows) : (0..<rows).map { _ in Float(below(shape.classes)) })
  }
}
