import Determinism
import Testing

@testable import Kernel

struct LocalTrainerTests {
  private static let shape = ModelShape(
    inputs: 6, hidden: [7], outputs: 3, activation: .tanh, loss: .crossEntropy)

  private static func recipe(
    learningRate: Float = 0.1, momentum: Float = 0.5, epochs: Int = 2, batchSize: Int = 4,
    shuffle: Bool = true
  ) -> TrainingRecipe {
    TrainingRecipe(
      optimizer: .sgd(momentum: momentum, nesterov: false), learningRate: learningRate, epochs: epochs,
      batchSize: batchSize, shuffle: shuffle)
  }

  private static func samples(rows: Int, seed: UInt64 = 1) -> Samples {
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    return random.samples(shape, rows: rows)
  }

  private static func train(
    _ samples: Samples, rows: Range<Int>? = nil, recipe: TrainingRecipe = recipe(), shape: ModelShape = shape,
    round: Int = 1
  ) throws -> Trained {
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: 30)
    return try trainer.train(initialParameters(shape, seed: 3), on: samples, rows: rows, round: round)
  }

  @Test(arguments: [Float(0), 0.5])
  func `a trainer that trained others before gives the same bits`(momentum: Float) throws {
    let recipe = Self.recipe(momentum: momentum)
    let global = initialParameters(Self.shape, seed: 3)
    var used = try LocalTrainer(shape: Self.shape, recipe: recipe, arithmetic: .portable(), maximumRows: 30)
    _ = try used.train(global, on: Self.samples(rows: 30, seed: 2), client: 0)
    _ = try used.train(global, on: Self.samples(rows: 5, seed: 3), client: 1)
    let again = try used.train(global, on: Self.samples(rows: 13))
    #expect(again == (try Self.train(Self.samples(rows: 13), recipe: recipe)))
    #expect(again.report.examples == 26 && again.report.steps == 8 && again.report.isFinite)
  }

  @Test func `a client among others trains as it would alone`() throws {
    let all = Self.samples(rows: 20)
    let alone = Samples(x: Array(all.x[5 * 6..<14 * 6]), y: Array(all.y[5..<14]))
    #expect(try Self.train(all, rows: 5..<14) == Self.train(alone))
  }

  @Test func `shuffling is training on the rows in the stream's order`() throws {
    let samples = Self.samples(rows: 11)
    var order = Array(0..<11)
    var stream = RandomStream(seed: 9, purpose: .shuffle, round: 1, client: 4)
    stream.shuffle(&order)
    let shuffled = Samples(
      x: order.flatMap { samples.x[$0 * 6..<($0 + 1) * 6] }, y: order.map { samples.y[$0] })
    let asTheyLie = try Self.train(shuffled, recipe: Self.recipe(epochs: 1, shuffle: false))
    #expect(try Self.train(samples, recipe: Self.recipe(epochs: 1)) == asTheyLie)
    #expect(try Self.train(samples, recipe: Self.recipe(epochs: 1), round: 2) != asTheyLie)
  }

  @Test func `each epoch shuffles the order of the one before`() {
    var order = RowOrder()
    order.restart(0..<5, seed: 7, round: 1, client: 1)
    order.restart(3..<40, seed: 1, round: 2, client: 3)
    var stream = RandomStream(seed: 1, purpose: .shuffle, round: 2, client: 3)
    var expected = Array(3..<40)
    #expect(order.places == expected)
    for _ in 0..<3 {
      order.shuffle()
      stream.shuffle(&expected)
      #expect(order.places == expected)
    }
  }

  @Test func `velocity is forgotten between rounds, so two rounds are not one of twice the epochs`() throws {
    let samples = Self.samples(rows: 9)
    let once = Self.recipe(epochs: 1, shuffle: false)
    var trainer = try LocalTrainer(shape: Self.shape, recipe: once, arithmetic: .portable(), maximumRows: 9)
    let global = initialParameters(Self.shape, seed: 3)
    let first = try trainer.train(global, on: samples, round: 1)
    let middle = zip(global, first.update).map { $0 + $1 }
    let second = try trainer.train(middle, on: samples, round: 2)
    let both = try Self.train(samples, recipe: Self.recipe(epochs: 2, shuffle: false))
    #expect(zip(first.update, second.update).map { $0 + $1 } != both.update)
    #expect(second == (try trainer.train(middle, on: samples, round: 2)))
  }

  @Test func `a client without rows changes nothing`() throws {
    let count = Self.shape.parameterCount
    let nothing = Trained(
      report: TrainingReport(examples: 0, steps: 0, loss: 0, isFinite: true),
      update: Array(repeating: 0, count: count))
    #expect(try Self.train(Samples(x: [], y: [])) == nothing)
    #expect(try Self.train(Self.samples(rows: 3), rows: 2..<2) == nothing)
  }

  /// The gradient of the two classifying losses is bounded, so they take more to overflow.
  @Test(arguments: [(ModelShape.Loss.squared, Float(1e6)), (.logistic, 1e20), (.crossEntropy, 1e20)])
  func `a far too large learning rate is reported as not finite`(loss: ModelShape.Loss, rate: Float) throws {
    let shape = ModelShape(
      inputs: 6, hidden: [8, 8], outputs: loss == .crossEntropy ? 3 : 1, activation: .relu, loss: loss)
    var random = RandomStream(seed: 1, purpose: .fingerprint)
    let recipe = Self.recipe(learningRate: rate, epochs: 50)
    let report = try Self.train(random.samples(shape, rows: 20), recipe: recipe, shape: shape).report
    #expect(!report.isFinite && report.steps == 250)
  }

  @Test func `one parameter that is not finite is enough`() throws {
    var global = initialParameters(Self.shape, seed: 3)
    global[0] = .nan
    var trainer = try LocalTrainer(
      shape: Self.shape, recipe: Self.recipe(), arithmetic: .portable(), maximumRows: 5)
    let report = try trainer.train(global, on: Self.samples(rows: 5)).report
    #expect(!report.isFinite && report.loss.isNaN)
  }

  @Test(arguments: [-Float.infinity, .infinity, .nan])
  func `one feature that is not finite is enough`(bad: Float) throws {
    for (name, shape) in modelKinds {
      var random = RandomStream(seed: 8, purpose: .fingerprint)
      var samples = random.samples(shape, rows: 6)
      samples.x[shape.inputs] = bad
      #expect(try !Self.train(samples, shape: shape).report.isFinite, "\(name)")
    }
  }

  @Test func `what cannot be trained on is refused`() throws {
    var trainer = try LocalTrainer(
      shape: Self.shape, recipe: Self.recipe(), arithmetic: .portable(), maximumRows: 5)
    let global = initialParameters(Self.shape, seed: 3)
    let x = [Float](repeating: 0, count: 18)
    for (global, samples, rows, expected) in [
      ([0], Samples(x: x, y: [0, 1, 2]), nil, KernelError.parameters(expected: 73, found: 1)),
      ([], Samples(x: x, y: [0, 1, 2]), nil, .parameters(expected: 73, found: 0)),
      (global, Samples(x: x, y: [0, 1]), nil, .features(expected: 12, found: 18)),
      (global, Samples(x: x, y: [0, 1, 2]), 1..<4, .rows(1..<4, of: 3)),
      (global, Samples(x: x, y: [0, 1, 2]), -1..<2, .rows(-1..<2, of: 3)),
      (global, Samples(x: x, y: [0, 3, 2]), nil, .target(row: 1, value: 3)),
      (global, Samples(x: x, y: [0, 1, 0.5]), nil, .target(row: 2, value: 0.5)),
      (global, Samples(x: x, y: [-1, 1, 0]), nil, .target(row: 0, value: -1)),
      (global, Self.samples(rows: 6), nil, .tooManyRows(6, limit: 5)),
    ] {
      let error = #expect(throws: KernelError.self) { try trainer.train(global, on: samples, rows: rows) }
      #expect(error == expected)
    }
  }

  @Test func `a batch larger than memory and a recipe without steps are refused`() throws {
    let wide = ModelShape(inputs: 1000, hidden: [], outputs: 2, activation: .relu, loss: .crossEntropy)
    #expect(throws: KernelError.memory(floats: 2_048_000_002_002)) {
      _ = try LocalTrainer(
        shape: wide, recipe: Self.recipe(batchSize: .max), arithmetic: .portable(), maximumRows: 1_000_000_000
      )
    }
    #expect(throws: KernelError.tooManyRows(.max, limit: Int(Int32.max))) {
      _ = try LocalTrainer(shape: wide, recipe: Self.recipe(), arithmetic: .portable(), maximumRows: .max)
    }
    for recipe in [Self.recipe(batchSize: 0), Self.recipe(epochs: -1)] {
      #expect(throws: KernelError.recipe(recipe)) {
        _ = try LocalTrainer(shape: wide, recipe: recipe, arithmetic: .portable(), maximumRows: 5)
      }
    }
  }
}
