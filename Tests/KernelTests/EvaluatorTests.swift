import Determinism
import Testing

@testable import Kernel

struct EvaluatorTests {
  private static func evaluate(
    _ shape: ModelShape, _ parameters: [Float], x: [Float], y: [Float], rows: Range<Int>? = nil
  ) throws -> Evaluation {
    var evaluator = try Evaluator(shape: shape, arithmetic: .portable())
    return try evaluator.evaluate(parameters, on: Samples(x: x, y: y), rows: rows)
  }

  private static let classifier = ModelShape(
    inputs: 3, hidden: [], outputs: 3, activation: .relu, loss: .crossEntropy)
  /// The features themselves are the logits.
  private static let identity: [Float] = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]

  @Test func `of equal outputs the lowest class is predicted`() throws {
    let evaluation = try Self.evaluate(
      Self.classifier, Self.identity, x: [1, 1, 1, 0, 2, 2, 3, 0, 3, -1, -2, 0], y: [2, 2, 1, 2])
    #expect(evaluation.confusion == [0, 0, 0, 1, 0, 0, 1, 1, 1])
    #expect(evaluation.rows == 4)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `an output that is not finite counts as class 0 and cannot pass unseen`(bad: Float) throws {
    let evaluation = try Self.evaluate(Self.classifier, Self.identity, x: [0, 1, bad, 0, 9, 0], y: [1, 1])
    #expect(evaluation.confusion == [0, 0, 0, 1, 1, 0, 0, 0, 0])
    #expect(evaluation.lossSum.isNaN)
  }

  @Test func `a logit above 0 is class 1`() throws {
    let shape = ModelShape(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .logistic)
    let evaluation = try Self.evaluate(shape, [2, 0], x: [0, 1, -1, 0.1, -3], y: [1, 1, 1, 0, 0])
    #expect(evaluation.confusion == [1, 1, 2, 1])
    // ln 2 + ln(1+e⁻²) + ln(1+e²) + ln(1+e^0.2) + ln(1+e⁻⁶), by mpmath.
    #expect(abs(evaluation.lossSum - 3.7476176) < 1e-6)
  }

  @Test func `a regression's sums are those of its errors`() throws {
    let shape = ModelShape(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .squared)
    let evaluation = try Self.evaluate(shape, [1, 0.5], x: [2, -0.5, 1.5, 7.5], y: [3, -0.5, 2, 7])
    #expect(evaluation.squaredErrorSum == 1.5 && evaluation.lossSum == 0.75)
    #expect(evaluation.absoluteErrorSum == 2)
    #expect(evaluation.targetSum == 11.5 && evaluation.targetSquareSum == 62.25)
    #expect(evaluation.confusion.isEmpty && evaluation.rows == 4)
  }

  @Test func `more rows than a chunk are all counted, and parts add up to the whole`() throws {
    let shape = ModelShape(inputs: 4, hidden: [5], outputs: 3, activation: .relu, loss: .crossEntropy)
    var random = RandomStream(seed: 2, purpose: .fingerprint)
    let samples = random.samples(shape, rows: 600)
    let parameters = initialParameters(shape, seed: 2)
    let whole = try Self.evaluate(shape, parameters, x: samples.x, y: samples.y)
    var parts = try Self.evaluate(shape, parameters, x: samples.x, y: samples.y, rows: 0..<512)
    parts.merge(try Self.evaluate(shape, parameters, x: samples.x, y: samples.y, rows: 512..<600))
    #expect(parts.confusion == whole.confusion && parts.rows == 600)
    #expect(whole.confusion.reduce(0, +) == 600)
    #expect(abs(parts.lossSum - whole.lossSum) < 1e-9)
    let reference = ReferenceNetwork(shape: shape).loss(parameters.map(Double.init), samples)
    #expect(abs(whole.value(of: .loss) - reference) < 1e-6)
  }

  @Test func `huber's sums are those of its errors, and its loss is linear beyond delta`() throws {
    let shape = ModelShape(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .huber(delta: 0.5))
    let evaluation = try Self.evaluate(shape, [1, 0], x: [2, 1], y: [0, 0.75])
    #expect(evaluation.squaredErrorSum == 4.0625 && evaluation.absoluteErrorSum == 2.25)
    #expect(evaluation.lossSum == 0.875 + 0.03125)
  }

  @Test func `a reconstruction is scored by its mean error, and ranked against the anomalies`() throws {
    let shape = ModelShape(inputs: 2, hidden: [], outputs: 2, activation: .relu, loss: .reconstruction)
    // Reconstructs (a, b) as (b, a).
    let evaluation = try Self.evaluate(shape, [0, 1, 1, 0, 0, 0], x: [1, 1, 2, 4, 0, 1], y: [0, 1, 0])
    #expect(evaluation.ranking.positives == [4] && evaluation.ranking.negatives == [0, 1])
    #expect(evaluation.value(of: .auc) == 1)
    #expect(evaluation.squaredErrorSum == 5 && evaluation.absoluteErrorSum == 3 && evaluation.lossSum == 2.5)
    #expect(evaluation.targetSum == 4.5 && evaluation.targetSquareSum == 11.5)
    #expect(evaluation.confusion.isEmpty && evaluation.rows == 3)
  }

  @Test func `two classes are ranked by their logits, more are not`() throws {
    let logistic = ModelShape(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .logistic)
    let one = try Self.evaluate(logistic, [2, 1], x: [0, 1, -1], y: [0, 1, 1])
    #expect(one.ranking.positives == [3, -1] && one.ranking.negatives == [1])
    #expect(one.value(of: .auc) == 0.5)
    let two = ModelShape(inputs: 2, hidden: [], outputs: 2, activation: .relu, loss: .crossEntropy)
    let pair = try Self.evaluate(two, [1, 0, 0, 1, 0, 0], x: [1, 4, 5, 3], y: [1, 0])
    #expect(pair.ranking.positives == [3] && pair.ranking.negatives == [-2])
    let three = try Self.evaluate(Self.classifier, Self.identity, x: [1, 1, 1], y: [2])
    #expect(three.ranking == Ranking() && three.value(of: .auc).isNaN)
  }

  @Test func `an infinite or NaN error cannot pass unseen`() throws {
    let shape = ModelShape(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .squared)
    for bad in [Float.nan, .infinity] {
      #expect(try Self.evaluate(shape, [1, 0], x: [bad, 0], y: [0, 0]).lossSum.isNaN)
    }
  }

  @Test(arguments: modelKinds.map(\.name))
  func `the loss is the reference's, dropout or not`(kind: String) throws {
    let shape = try #require(modelKinds.first { $0.name == kind }).shape
    var random = RandomStream(seed: 6, purpose: .fingerprint)
    let samples = random.samples(shape, rows: 37)
    let parameters = random.floats(shape.parameterCount)
    let evaluation = try Self.evaluate(shape, parameters, x: samples.x, y: samples.y)
    let reference = ReferenceNetwork(shape: shape).loss(parameters.map(Double.init), samples)
    #expect(abs(evaluation.value(of: .loss) - reference) < 2e-6)
    #expect(try Self.evaluate(shape.dropping(0.5), parameters, x: samples.x, y: samples.y) == evaluation)
  }

  @Test func `an evaluation is what its bytes say`() throws {
    let shape = ModelShape(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .logistic)
    let evaluation = try Self.evaluate(shape, [2, 0], x: [0, 1, -1], y: [1, 0, 1])
    var writer = CanonicalWriter()
    evaluation.encode(to: &writer)
    var reader = CanonicalReader(writer.bytes)
    #expect(try Evaluation(from: &reader) == evaluation)
    try reader.finish()
  }

  @Test func `what cannot be evaluated is refused`() throws {
    #expect(throws: KernelError.parameters(expected: 12, found: 2)) {
      try Self.evaluate(Self.classifier, [1, 2], x: [0, 0, 0], y: [0])
    }
    #expect(throws: KernelError.rows(0..<2, of: 1)) {
      try Self.evaluate(Self.classifier, Self.identity, x: [0, 0, 0], y: [0], rows: 0..<2)
    }
    let shape = ModelShape(inputs: 1, hidden: [], outputs: 1, activation: .relu, loss: .reconstruction)
    #expect(throws: KernelError.target(row: 1, value: 2)) {
      try Self.evaluate(shape, [1, 0], x: [1, 2], y: [0, 2])
    }
  }
}
