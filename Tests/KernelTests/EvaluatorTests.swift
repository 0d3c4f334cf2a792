import Determinism
import Testing

@testable import Kernel

struct EvaluatorTests {
  private static func evaluate(
    _ shape: ModelShape, _ parameters: [Float], x: [Float], y: [Float], rows: Range<Int>? = nil
  ) throws(any Error) -> Evaluation {
    var evaluator = try Evaluator(shape: shape, blas: .system())
    return try evaluator.evaluate(parameters, on: Examples(x: x, y: y, rows: rows ?? y.indices))
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
    let examples = random.examples(shape, rows: 600)
    let parameters = initialParameters(shape, seed: 2)
    let whole = try Self.evaluate(shape, parameters, x: examples.x, y: examples.y)
    var parts = try Self.evaluate(shape, parameters, x: examples.x, y: examples.y, rows: 0..<512)
    parts.merge(try Self.evaluate(shape, parameters, x: examples.x, y: examples.y, rows: 512..<600))
    #expect(parts.confusion == whole.confusion && parts.rows == 600)
    #expect(whole.confusion.reduce(0, +) == 600)
    #expect(abs(parts.lossSum - whole.lossSum) < 1e-9)
    let reference = ReferenceModel(shape: shape).loss(parameters.map(Double.init), examples)
    #expect(abs(whole.value(of: .loss) - reference) < 1e-6)
  }
}
