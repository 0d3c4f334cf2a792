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
      learningRate: learningRate, momentum: momentum, epochs: epochs, batchSize: batchSize, shuffle: shuffle)
  }

  private static func examples(rows: Int, seed: UInt64 = 1) -> Examples {
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    return random.examples(shape, rows: rows)
  }

  private static func train(
    _ examples: Examples, recipe: TrainingRecipe = recipe(), shape: ModelShape = shape, round: Int = 1
  ) throws(any Error) -> TrainingReport {
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, blas: .system(), maximumRows: 30)
    return try trainer.train(
      global: initialParameters(shape, seed: 3), on: examples, seed: 9, round: round, client: 4)
  }

  @Test(arguments: [Float(0), 0.5])
  func `a trainer that trained others before gives the same bits`(momentum: Float) throws {
    let recipe = Self.recipe(momentum: momentum)
    let global = initialParameters(Self.shape, seed: 3)
    var used = try LocalTrainer(shape: Self.shape, recipe: recipe, blas: .system(), maximumRows: 30)
    _ = try used.train(global: global, on: Self.examples(rows: 30, seed: 2), seed: 9, round: 1, client: 0)
    _ = try used.train(global: global, on: Self.examples(rows: 5, seed: 3), seed: 9, round: 1, client: 1)
    let again = try used.train(global: global, on: Self.examples(rows: 13), seed: 9, round: 1, client: 4)
    #expect(again == (try Self.train(Self.examples(rows: 13), recipe: recipe)))
    #expect(again.examples == 26 && again.steps == 8 && again.isFinite)
  }

  @Test func `a client among others trains as it would alone`() throws {
    let all = Self.examples(rows: 20)
    let alone = Examples(x: Array(all.x[5 * 6..<14 * 6]), y: Array(all.y[5..<14]))
    #expect(try Self.train(Examples(x: all.x, y: all.y, rows: 5..<14)) == Self.train(alone))
  }

  @Test func `shuffling is training on the rows in the stream's order`() throws {
    let examples = Self.examples(rows: 11)
    var order = Array(0..<11)
    var stream = RandomStream(seed: 9, purpose: .shuffle, round: 1, client: 4)
    stream.shuffle(&order)
    let shuffled = Examples(
      x: order.flatMap { examples.x[$0 * 6..<($0 + 1) * 6] }, y: order.map { examples.y[$0] })
    let asTheyLie = try Self.train(shuffled, recipe: Self.recipe(epochs: 1, shuffle: false))
    #expect(try Self.train(examples, recipe: Self.recipe(epochs: 1)) == asTheyLie)
    #expect(try Self.train(examples, recipe: Self.recipe(epochs: 1), round: 2) != asTheyLie)
  }

  @Test func `each epoch shuffles the order of the one before`() {
    var order = RowOrder(3..<40, seed: 1, round: 2, client: 3)
    var stream = RandomStream(seed: 1, purpose: .shuffle, round: 2, client: 3)
    var expected = Array(3..<40)
    for _ in 0..<3 {
      order.shuffle()
      stream.shuffle(&expected)
      #expect(order.places == expected)
    }
  }

  @Test func `velocity is forgotten between rounds, so two rounds are not one of twice the epochs`() throws {
    let examples = Self.examples(rows: 9)
    let once = Self.recipe(epochs: 1, shuffle: false)
    var trainer = try LocalTrainer(shape: Self.shape, recipe: once, blas: .system(), maximumRows: 9)
    let global = initialParameters(Self.shape, seed: 3)
    let first = try trainer.train(global: global, on: examples, seed: 9, round: 1, client: 4)
    let middle = zip(global, first.update).map { $0 + $1 }
    let second = try trainer.train(global: middle, on: examples, seed: 9, round: 2, client: 4)
    let both = try Self.train(examples, recipe: Self.recipe(epochs: 2, shuffle: false))
    #expect(zip(first.update, second.update).map { $0 + $1 } != both.update)
    #expect(second == (try trainer.train(global: middle, on: examples, seed: 9, round: 2, client: 4)))
  }

  @Test func `a client without rows changes nothing`() throws {
    let count = Self.shape.parameterCount
    #expect(
      try Self.train(Examples(x: [], y: []))
        == TrainingReport(
          examples: 0, steps: 0, loss: 0, update: Array(repeating: 0, count: count), isFinite: true))
  }

  /// The gradient of the two classifying losses is bounded, so they take more to overflow.
  @Test(arguments: [(ModelShape.Loss.squared, Float(1e6)), (.logistic, 1e20), (.crossEntropy, 1e20)])
  func `a far too large learning rate is reported as not finite`(loss: ModelShape.Loss, rate: Float) throws {
    var shape = ModelShape(inputs: 6, hidden: [8, 8], outputs: 1, activation: .relu, loss: loss)
    if loss == .crossEntropy { shape.outputs = 3 }
    var random = RandomStream(seed: 1, purpose: .fingerprint)
    let recipe = Self.recipe(learningRate: rate, epochs: 50)
    let report = try Self.train(random.examples(shape, rows: 20), recipe: recipe, shape: shape)
    #expect(!report.isFinite && report.steps == 250)
  }

  @Test func `one parameter that is not finite is enough`() throws {
    var global = initialParameters(Self.shape, seed: 3)
    global[0] = .nan
    var trainer = try LocalTrainer(shape: Self.shape, recipe: Self.recipe(), blas: .system(), maximumRows: 5)
    let report = try trainer.train(global: global, on: Self.examples(rows: 5), seed: 9, round: 1, client: 4)
    #expect(!report.isFinite && report.loss.isNaN)
  }

  @Test func `what cannot be trained on is refused`() throws {
    var trainer = try LocalTrainer(shape: Self.shape, recipe: Self.recipe(), blas: .system(), maximumRows: 5)
    let global = initialParameters(Self.shape, seed: 3)
    let x = [Float](repeating: 0, count: 18)
    for (global, examples, expected) in [
      ([0], Examples(x: x, y: [0, 1, 2]), KernelError.parameters(expected: 73, found: 1)),
      (global, Examples(x: x, y: [0, 1]), .features(expected: 12, found: 18)),
      (global, Examples(x: x, y: [0, 1, 2], rows: 1..<4), .rows(1..<4, of: 3)),
      (global, Examples(x: x, y: [0, 1, 2], rows: -1..<2), .rows(-1..<2, of: 3)),
      (global, Examples(x: x, y: [0, 3, 2]), .target(row: 1, value: 3)),
      (global, Examples(x: x, y: [0, 1, 0.5]), .target(row: 2, value: 0.5)),
      (global, Examples(x: x, y: [-1, 1, 0]), .target(row: 0, value: -1)),
      (global, Self.examples(rows: 6), .tooManyRows(6, limit: 5)),
    ] {
      let error = #expect(throws: KernelError.self) {
        try trainer.train(global: global, on: examples, seed: 0, round: 0, client: 0)
      }
      #expect(error == expected)
    }
  }

  @Test(arguments: [
    ModelShape(inputs: 0, hidden: [], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [-1], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [.max], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 1 << 20, hidden: [1 << 20], outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(
      inputs: 4, hidden: Array(repeating: 1, count: 100), outputs: 3, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [], outputs: 1, activation: .relu, loss: .crossEntropy),
    ModelShape(inputs: 4, hidden: [], outputs: 2, activation: .relu, loss: .logistic),
  ])
  func `a shape that cannot be built is refused`(shape: ModelShape) throws {
    let blas = try BLAS.system()
    #expect(throws: KernelError.shape(shape)) {
      _ = try LocalTrainer(shape: shape, recipe: Self.recipe(), blas: blas, maximumRows: 5)
    }
  }

  @Test func `a batch larger than memory and a recipe without steps are refused`() throws {
    let blas = try BLAS.system()
    let wide = ModelShape(inputs: 1000, hidden: [], outputs: 2, activation: .relu, loss: .crossEntropy)
    #expect(throws: KernelError.memory(floats: 2_032_000_002_002)) {
      _ = try LocalTrainer(
        shape: wide, recipe: Self.recipe(batchSize: .max), blas: blas, maximumRows: 1_000_000_000)
    }
    for recipe in [Self.recipe(batchSize: 0), Self.recipe(epochs: -1)] {
      #expect(throws: KernelError.recipe(recipe)) {
        _ = try LocalTrainer(shape: wide, recipe: recipe, blas: blas, maximumRows: 5)
      }
    }
  }
}
