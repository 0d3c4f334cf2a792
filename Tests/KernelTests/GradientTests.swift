import CKernel
import Determinism
import Testing

@testable import Kernel

struct GradientTests {
  @Test(arguments: modelKinds.map(\.name))
  func `one step follows the gradient that finite differences give`(kind: String) throws {
    let shape = try #require(modelKinds.first { $0.name == kind }).shape
    var random = RandomStream(seed: 5, purpose: .fingerprint)
    let parameters = random.floats(shape.parameterCount)
    let samples = random.samples(shape, rows: 7)
    let model = ReferenceNetwork(shape: shape)
    let exact = parameters.map(Double.init)
    let gradient = parameters.indices.map { model.slope(exact, samples, at: $0) }
    for decay: Float in [0, 0.25] {
      let recipe = TrainingRecipe(
        learningRate: 1, weightDecay: decay, epochs: 1, batchSize: 7, shuffle: false)
      var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: 7)
      let trained = try trainer.train(parameters, on: samples)
      #expect(abs(trained.report.loss - model.loss(exact, samples)) < 1e-6)
      for index in parameters.indices {
        let expected = -gradient[index] - Double(decay * parameters[index])
        #expect(
          abs(Double(trained.update[index]) - expected) < 4e-6, "seed 5, parameter \(index), decay \(decay)")
      }
    }
  }

  /// Any chain of dense layers, any batch: a whole batch, one row, and a short last batch.
  @Test(arguments: 0..<20)
  func `outputs and one step of any dense model are the reference's`(number: Int) throws {
    var random = RandomStream(seed: 31, purpose: .fingerprint, round: number)
    let losses: [ModelShape.Loss] = [.crossEntropy, .logistic, .squared, .huber(delta: 0.5)]
    let loss = losses[random.below(losses.count)]
    let activations: [ModelShape.Activation] = [.relu, .tanh, .gelu]
    let shape = ModelShape(
      inputs: 1 + random.below(20), hidden: (0..<random.below(3)).map { _ in 1 + random.below(18) },
      outputs: loss == .crossEntropy ? 2 + random.below(18) : 1, activation: activations[random.below(3)],
      loss: loss)
    let rows = [1, 2, 15, 16, 17, 33][random.below(6)]
    let samples = random.samples(shape, rows: rows)
    let parameters = random.floats(shape.parameterCount).map { $0 / 2 }
    let recipe = TrainingRecipe(learningRate: 1, epochs: 1, batchSize: rows, shuffle: false)
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: rows)
    let trained = try trainer.train(parameters, on: samples)
    let model = ReferenceNetwork(shape: shape)
    let exact = parameters.map(Double.init)
    #expect(
      abs(trained.report.loss - model.loss(exact, samples)) < 1e-5,
      "seed 31, \(number): \(shape), \(rows) rows")
    for _ in 0..<12 {
      let index = random.below(parameters.count)
      let slope = model.slope(exact, samples, at: index)
      #expect(
        abs(Double(trained.update[index]) + slope) < 1e-5,
        "seed 31, \(number): \(shape), \(rows) rows, parameter \(index)")
    }
  }
}
