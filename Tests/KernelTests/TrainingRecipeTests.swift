import Determinism
import Testing

@testable import Kernel

struct TrainingRecipeTests {
  private static let plain = TrainingRecipe(learningRate: 0.1, epochs: 1, batchSize: 8, shuffle: true)

  private static func recipe(_ change: (inout TrainingRecipe) -> Void) -> TrainingRecipe {
    var recipe = plain
    change(&recipe)
    return recipe
  }

  static let valid: [TrainingRecipe] = [
    plain,
    recipe { $0.optimizer = .sgd(momentum: 0.9, nesterov: true) },
    recipe { $0.optimizer = .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8) },
    recipe {
      $0.optimizer = .adamw(beta1: 0, beta2: 0.5, epsilon: 1)
      $0.weightDecay = 0.01
      $0.warmUpRounds = 5
    },
    recipe {
      $0.schedule = .step(every: 3, factor: 0.5)
      $0.clipNorm = 1
    },
    recipe {
      $0.schedule = .cosine(rounds: 8, to: 0)
      $0.shuffle = false
    },
  ]

  static let invalid: [TrainingRecipe] = [
    recipe { $0.epochs = 0 },
    recipe { $0.batchSize = -1 },
    recipe { $0.learningRate = .nan },
    recipe { $0.learningRate = -0.1 },
    recipe { $0.weightDecay = .infinity },
    recipe { $0.warmUpRounds = -1 },
    recipe { $0.clipNorm = 0 },
    recipe { $0.optimizer = .sgd(momentum: 1, nesterov: false) },
    recipe { $0.optimizer = .adam(beta1: -0.1, beta2: 0.9, epsilon: 1e-8) },
    recipe { $0.optimizer = .adam(beta1: 0.9, beta2: 1, epsilon: 1e-8) },
    recipe { $0.optimizer = .adamw(beta1: 0.9, beta2: 0.9, epsilon: 0) },
    recipe { $0.schedule = .step(every: 0, factor: 0.5) },
    recipe { $0.schedule = .step(every: 1, factor: .nan) },
    recipe { $0.schedule = .cosine(rounds: 0, to: 0) },
    recipe { $0.schedule = .cosine(rounds: 5, to: -1) },
  ]

  @Test(arguments: valid)
  func `is valid and comes back from its bytes`(recipe: TrainingRecipe) throws {
    try recipe.validate()
    var writer = CanonicalWriter()
    recipe.encode(to: &writer)
    var reader = CanonicalReader(writer.bytes)
    #expect(try TrainingRecipe(from: &reader) == recipe)
    try reader.finish()
    for length in 0..<writer.bytes.count {
      var short = CanonicalReader(Array(writer.bytes[..<length]))
      #expect(throws: CanonicalError.self) { try TrainingRecipe(from: &short) }
    }
  }

  @Test(arguments: invalid)
  func `a number outside its range is told`(recipe: TrainingRecipe) {
    #expect { try recipe.validate() } throws: { error in
      guard case .recipe = error as? KernelError else { return false }
      return true
    }
  }

  /// The optimiser's tag is the first byte; plain descent's schedule is behind that, a momentum, a flag and two floats.
  @Test func `an unknown optimiser or schedule is told with its place`() {
    var writer = CanonicalWriter()
    Self.plain.encode(to: &writer)
    for (place, what) in [(0, "optimizer"), (14, "schedule")] {
      var bytes = writer.bytes
      bytes[place] = 9
      var reader = CanonicalReader(bytes)
      #expect(throws: CanonicalError.invalid(what, at: place)) { try TrainingRecipe(from: &reader) }
    }
  }

  @Test func `any bytes give a recipe or an error, and any recipe a rate`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("random recipes: seed \(seed)")
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    for _ in 0..<2000 {
      let bytes =
        [UInt8(stream.below(3))] + (0..<80).map { _ in UInt8(stream.below(stream.below(2) * 252 + 4)) }
      var reader = CanonicalReader(bytes)
      guard let recipe = try? TrainingRecipe(from: &reader), (try? recipe.validate()) != nil else { continue }
      for round in [Int.min, 0, 1, 7, Int.max] { #expect(recipe.learningRate(round: round) >= 0) }
    }
  }
}
