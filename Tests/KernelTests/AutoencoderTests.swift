import Determinism
import Testing

@testable import Kernel

struct AutoencoderTests {
  /// Rows on a plane in eight dimensions; an anomaly lies off it.
  private static func rows(_ count: Int, anomalies: Int, seed: UInt64) -> Samples {
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    let targets = (0..<count).map { Float($0 < anomalies ? 1 : 0) }
    let x = targets.flatMap { target in
      let (a, b) = (2 * random.uniform() - 1, 2 * random.uniform() - 1)
      return [a, b, a + b, a - b, -a, 0.5 * b, a / 2 - b, b].map {
        Float($0 + Double(target) * (2 * random.uniform() - 1))
      }
    }
    return Samples(x: x, y: targets)
  }

  @Test func `learns to reconstruct what is usual, and finds what is not`() throws {
    let shape = ModelShape(
      inputs: 8, hidden: [6, 2, 6], outputs: 8, activation: .tanh, loss: .reconstruction)
    let recipe = TrainingRecipe(
      optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), learningRate: 0.01, epochs: 60,
      batchSize: 16,
      shuffle: true)
    let global = initialParameters(shape, seed: 1)
    let samples = Self.rows(200, anomalies: 0, seed: 1)
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: 200)
    let trained = try trainer.train(global, on: samples)
    let model = zip(global, trained.update).map { $0 + $1 }
    var evaluator = try Evaluator(shape: shape, arithmetic: .portable())
    let test = Self.rows(300, anomalies: 60, seed: 2)
    let before = try evaluator.evaluate(global, on: test)
    let after = try evaluator.evaluate(model, on: test)
    let usual = try evaluator.evaluate(model, on: test, rows: 60..<300)
    #expect(usual.value(of: .mse) < 0.02 && usual.value(of: .r2) > 0.9)
    #expect(after.value(of: .auc) > 0.97 && before.value(of: .auc) < 0.9)
    #expect(
      usual.value(of: .loss) == usual.value(of: .mse) / 2
        || abs(usual.value(of: .loss) * 2 - usual.value(of: .mse)) < 1e-7)
  }
}
