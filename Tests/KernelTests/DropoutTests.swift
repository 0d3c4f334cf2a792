import Determinism
import Testing

@testable import Kernel

struct DropoutTests {
  @Test func `drops its share, keeps the mean, and passes the gradient of what it kept`() {
    var scratch = Scratch()
    let (rows, width) = (50, 200)
    let dropout = Dropout(rate: 0.3, width: width, capacity: rows, scratch: &scratch)
    let ones = scratch.matrix(
      rows: rows, columns: width + 1, values: Array(repeating: 1, count: rows * (width + 1)))
    let output = scratch.matrix(rows: rows, columns: width + 1)
    var draws = RandomStream(seed: 4, purpose: .dropout, round: 2, client: 3)
    dropout.forward(ones, into: output, draws: &draws)
    let values = output.prefix(columns: width).values
    #expect(Set(values) == [0, 1 / (1 - 0.3)])
    // The share of 10,000 draws has a standard deviation of 0.0046.
    #expect(abs(Double(values.count { $0 == 0 }) / Double(values.count) - 0.3) < 4 * 0.0046, "seed 4")
    #expect((0..<rows).allSatisfy { output[$0, width] == 1 })
    let gradient = scratch.matrix(rows: rows, columns: width + 1)
    dropout.backward(ones, into: gradient)
    #expect(gradient.values == output.values)
  }

  @Test func `draws row by row from its stream`() {
    var scratch = Scratch()
    let dropout = Dropout(rate: 0.5, width: 3, capacity: 4, scratch: &scratch)
    let input = scratch.matrix(rows: 2, columns: 4, values: [1, 2, 3, 1, 4, 5, 6, 1])
    let output = scratch.matrix(rows: 2, columns: 4)
    var draws = RandomStream(seed: 1, purpose: .dropout)
    dropout.forward(input, into: output, draws: &draws)
    var again = RandomStream(seed: 1, purpose: .dropout)
    let kept = (0..<6).map { _ in again.next32() >= 1 << 31 }
    let expected = zip([1, 2, 3, 4, 5, 6] as [Float], kept).map { $1 ? 2 * $0 : 0 }
    #expect(output.prefix(columns: 3).values == expected)
    #expect(draws.next32() == again.next32())
  }

  private static let shape = ModelShape(
    inputs: 6, hidden: [9, 5], outputs: 3, activation: .gelu, dropout: 0.4, loss: .crossEntropy)

  private static func train(_ shape: ModelShape, round: Int = 1, client: Int = 1) throws -> Trained {
    var random = RandomStream(seed: 3, purpose: .fingerprint)
    let samples = random.samples(shape, rows: 20)
    let recipe = TrainingRecipe(learningRate: 0.1, epochs: 2, batchSize: 6, shuffle: false)
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: 20)
    _ = try trainer.train(initialParameters(shape, seed: 1), on: samples, client: 99)
    return try trainer.train(initialParameters(shape, seed: 1), on: samples, round: round, client: client)
  }

  @Test func `a round and a client have masks of their own, the same every time`() throws {
    let first = try Self.train(Self.shape)
    #expect(try Self.train(Self.shape) == first)
    #expect(try Self.train(Self.shape, round: 2).update != first.update)
    #expect(try Self.train(Self.shape, client: 2).update != first.update)
  }

  @Test func `a rate of 0 changes nothing`() throws {
    #expect(try Self.train(Self.shape.withoutDropout.dropping(0)) == Self.train(Self.shape.withoutDropout))
  }

  /// The masks fixed, the loss is a function of the parameters like any other: a second step's loss falls as
  /// the gradient says.
  @Test func `the gradient is that of the masked loss`() throws {
    var random = RandomStream(seed: 3, purpose: .fingerprint)
    let samples = random.samples(Self.shape, rows: 5)
    let parameters = random.floats(Self.shape.parameterCount)
    let update = try Self.step(parameters, samples, rate: 1).update
    let size = 1e-2
    for index in parameters.indices {
      var (up, down) = (parameters, parameters)
      up[index] += Float(size)
      down[index] -= Float(size)
      let difference =
        try Self.step(up, samples, rate: 0).report.loss - Self.step(down, samples, rate: 0).report.loss
      let width = Double(up[index]) - Double(down[index])
      #expect(abs(Double(update[index]) + difference / width) < 1e-3, "parameter \(index)")
    }
  }

  private static func step(_ parameters: [Float], _ samples: Samples, rate: Float) throws -> Trained {
    let recipe = TrainingRecipe(learningRate: rate, epochs: 1, batchSize: 5, shuffle: false)
    var trainer = try LocalTrainer(shape: shape, recipe: recipe, arithmetic: .portable(), maximumRows: 5)
    return try trainer.train(parameters, on: samples)
  }
}
