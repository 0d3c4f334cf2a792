import Testing

@testable import Kernel

/// Two epochs of seven rows in batches of three with a softmax model, against what the optimisers of PyTorch 2.13.0 compute
/// in double precision from the same weights and rows; clipping is `clip_grad_norm_` before each step.
struct OptimizerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let optimizer: TrainingRecipe.Optimizer
    var rate: Float = 0.1
    var decay: Float = 0
    var clipNorm: Float? = nil
    let update: [Float]

    var recipe: TrainingRecipe {
      TrainingRecipe(
        optimizer: optimizer, learningRate: rate, weightDecay: decay, clipNorm: clipNorm, epochs: 2,
        batchSize: 3,
        shuffle: false)
    }
  }

  private static let plain = TrainingRecipe.Optimizer.sgd(momentum: 0, nesterov: false)
  private static let shape = ModelShape(
    inputs: 4, hidden: [], outputs: 3, activation: .relu, loss: .crossEntropy)
  private static let samples = Samples(
    x: ramp(28, 37, 11, 101, 50), y: (0..<7).map { Float(($0 * 2 + 1) % 3) })
  private static let start = ramp(15, 53, 7, 97, 96)

  @Test(arguments: cases)
  func `moves the parameters as PyTorch does`(expected: Case) throws {
    var trainer = try Self.trainer(expected.recipe)
    let update = try trainer.train(Self.start, on: Self.samples).update
    #expect(update.count == expected.update.count)
    #expect(zip(update, expected.update).allSatisfy { abs($0 - $1) < 6e-7 }, "\(update)")
  }

  @Test(arguments: cases)
  func `remembers nothing of an earlier client`(expected: Case) throws {
    var trainer = try Self.trainer(expected.recipe)
    let first = try trainer.train(Self.start, on: Self.samples)
    _ = try trainer.train(Self.start.reversed(), on: Self.samples)
    let again = try trainer.train(Self.start, on: Self.samples)
    #expect(again == first)
  }

  @Test(arguments: cases)
  func `takes the rate of the round`(expected: Case) throws {
    var scheduled = expected.recipe
    scheduled.schedule = .step(every: 2, factor: 0.5)
    var halved = expected.recipe
    halved.learningRate /= 2
    var trainer = try Self.trainer(scheduled)
    var reference = try Self.trainer(halved)
    let update = try trainer.train(Self.start, on: Self.samples, round: 3).update
    let expected = try reference.train(Self.start, on: Self.samples, round: 3).update
    #expect(update == expected)
  }

  @Test func `a norm that is not reached changes nothing, and plain descent needs no gradient`() throws {
    let recipe = TrainingRecipe(learningRate: 0.1, clipNorm: 1000, epochs: 2, batchSize: 3, shuffle: false)
    var unclipped = recipe
    unclipped.clipNorm = nil
    var trainer = try Self.trainer(recipe)
    var reference = try Self.trainer(unclipped)
    let update = try trainer.train(Self.start, on: Self.samples).update
    let expected = try reference.train(Self.start, on: Self.samples).update
    #expect(zip(update, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test(arguments: [Float.nan, .infinity])
  func `numbers that are not finite are reported whatever the optimiser`(value: Float) throws {
    var start = Self.start
    start[4] = value
    for optimizer in Self.cases {
      var trainer = try Self.trainer(optimizer.recipe)
      let report = try trainer.train(start, on: Self.samples).report
      #expect(!report.isFinite)
    }
  }

  private static func trainer(_ recipe: TrainingRecipe) throws -> LocalTrainer {
    try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: 7)
  }

  static let cases = [
    Case(
      testDescription: "momentum", optimizer: .sgd(momentum: 0.9, nesterov: false),
      update: [
        0.2368466, 0.0331669, -0.2700135, -0.0109777, -0.0097410, 0.0207187, 0.0237124, 0.0797673,
        -0.1034797, 0.0358390, -0.2304329, 0.1945939, -0.0866977, 0.4086889, -0.3219912,
      ]),
    Case(
      testDescription: "Nesterov's momentum with weight decay",
      optimizer: .sgd(momentum: 0.9, nesterov: true),
      decay: 0.01,
      update: [
        0.2788880, 0.0554541, -0.3204095, -0.0223120, -0.0109526, 0.0268693, 0.0399309, 0.0793990,
        -0.1238979, 0.0369525, -0.2817017, 0.2420083, -0.1241385, 0.4970476, -0.3738227,
      ]),
    Case(
      testDescription: "weight decay", optimizer: plain, decay: 0.1,
      update: [
        0.0854765, 0.0381244, -0.0864164, -0.0192968, -0.0029489, 0.0051775, 0.0209166, 0.0046464,
        -0.0377546, -0.0146871, -0.1064945, 0.1138667, -0.0469401, 0.1801690, -0.1356672,
      ]),
    Case(
      testDescription: "clipping", optimizer: plain, clipNorm: 0.5,
      update: [
        0.0631613, -0.0068575, -0.0563038, 0.0009749, 0.0023283, -0.0033032, 0.0009346, 0.0202497,
        -0.0211843, 0.0094321, -0.0447915, 0.0353595, -0.0156614, 0.0872589, -0.0715975,
      ]),
    Case(
      testDescription: "momentum, weight decay and clipping", optimizer: .sgd(momentum: 0.8, nesterov: false),
      decay: 0.05, clipNorm: 0.4,
      update: [
        0.1788952, -0.0515552, -0.0797126, -0.0030943, 0.0289572, -0.0477247, 0.0006487, 0.0169513,
        -0.0332155, -0.0102982, -0.0811782, 0.0821070, -0.0358484, 0.1891197, -0.1563944,
      ]),
    Case(
      testDescription: "adam", optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), rate: 0.05,
      update: [
        0.2123031, -0.0652720, -0.2550911, 0.0230402, -0.0366483, -0.0187635, -0.0130319, 0.0986918,
        -0.1246117, 0.0492533, -0.1263547, 0.0813010, -0.2008787, 0.2510413, -0.2577063,
      ]),
    Case(
      testDescription: "adam, other betas, large epsilon, weight decay",
      optimizer: .adam(beta1: 0.8, beta2: 0.9, epsilon: 0.01), rate: 0.05, decay: 0.1,
      update: [
        0.2149417, -0.0551487, -0.1748702, -0.0061291, 0.0026358, -0.0506388, 0.0087399, 0.0310478,
        -0.1143871, -0.0069810, -0.1219751, 0.1301587, -0.1813750, 0.2464328, -0.2481688,
      ]),
    Case(
      testDescription: "adamw", optimizer: .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), rate: 0.05,
      decay: 0.1,
      update: [
        0.2214392, -0.0667953, -0.2422160, 0.0161745, -0.0291495, -0.0269850, -0.0083123, 0.0853747,
        -0.1220797, 0.0340440, -0.1259690, 0.0934110, -0.2020068, 0.2569124, -0.2608493,
      ]),
    Case(
      testDescription: "adamw, clipping", optimizer: .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8),
      rate: 0.05,
      decay: 0.1, clipNorm: 0.3,
      update: [
        0.2518782, -0.1326021, -0.2655195, 0.0488197, -0.0101432, -0.1021086, -0.0443422, 0.1015732,
        -0.0999579, 0.0542594, -0.1328222, 0.0608977, -0.1775251, 0.2809059, -0.2776902,
      ]),
  ]
}

/// Numbers that any language computes alike: ((index·a + b) mod m − m/2) / d.
private func ramp(_ count: Int, _ a: Int, _ b: Int, _ m: Int, _ d: Float) -> [Float] {
  (0..<count).map { Float(($0 * a + b) % m - m / 2) / d }
}
