import CKernel
import Determinism
import Testing

@testable import Kernel

/// What `portable` training of every model kind gives by every optimiser, bit for bit: on every vector path,
/// on any machine.
struct PortableDigestTests {
  @Test func `is what PortableDigests says on every vector path`() throws {
    for path in VectorPath.runnable {
      let lines = try Self.lines(.portable(path: path))
      let expected = portableDigests.split(separator: "\n").map(String.init)
      #expect(lines.count == expected.count)
      for (line, expected) in zip(lines, expected) { #expect(line == expected, "on path \(path.rawValue)") }
    }
  }

  private static func lines(_ arithmetic: Arithmetic) throws -> [String] {
    try modelKinds.flatMap { kind, shape in
      let dropping = shape.dropping(0.25)
      let trainings =
        optimizers.map { (shape, $0.name, $0.recipe) }
        + (dropping == shape ? [] : [(dropping, "sgd, dropout", optimizers[0].recipe)])
      return try trainings.map { shape, name, recipe in
        "\(kind) | \(name) | \(try digest(of: shape, by: recipe, arithmetic).hex.prefix(32))"
      }
    }
  }

  /// Of the update that two epochs of 19 rows give.
  private static func digest(
    of shape: ModelShape, by recipe: TrainingRecipe, _ arithmetic: Arithmetic
  ) throws -> Digest {
    var random = RandomStream(seed: 2, purpose: .fingerprint)
    let samples = random.samples(shape, rows: 19)
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: arithmetic, maximumRows: 19)
    let global = random.floats(shape.parameterCount)
    let update = try trainer.train(global, on: samples, seed: 1, round: 3, client: 2).update
    var hash = SHA256()
    update.withUnsafeBytes { hash.update($0) }
    return hash.finalize()
  }
}

private let optimizers: [(name: String, recipe: TrainingRecipe)] = [
  ("sgd", recipe(.sgd(momentum: 0, nesterov: false))),
  ("sgd, momentum", recipe(.sgd(momentum: 0.9, nesterov: false), decay: 0.01)),
  ("sgd, nesterov, clipped", recipe(.sgd(momentum: 0.5, nesterov: true), clipNorm: 0.5)),
  ("adam", recipe(.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), decay: 0.01)),
  ("adamw", recipe(.adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), decay: 0.01)),
]

private func recipe(
  _ optimizer: TrainingRecipe.Optimizer, decay: Float = 0, clipNorm: Float? = nil
) -> TrainingRecipe {
  TrainingRecipe(
    optimizer: optimizer, learningRate: 0.05, weightDecay: decay, schedule: .cosine(rounds: 10, to: 0.01),
    clipNorm: clipNorm, epochs: 2, batchSize: 8, shuffle: true)
}
