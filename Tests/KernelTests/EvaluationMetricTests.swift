import Testing

@testable import Kernel

/// Against scikit-learn 1.9.1, with `zero_division=0`.
struct EvaluationMetricTests {
  /// Of y_true 0000111222223 and y_pred 0012110222010.
  private static var fourClasses: Evaluation {
    var evaluation = Evaluation(classes: 4)
    evaluation.rows = 13
    evaluation.lossSum = 6.5
    evaluation.confusion = [2, 1, 1, 0, 1, 2, 0, 0, 1, 1, 3, 0, 1, 0, 0, 0]
    return evaluation
  }

  @Test(arguments: [
    (EvaluationMetric.precision, [0.4, 0.5, 0.75, 0], 0.4125),
    (.recall, [0.5, 0.6666666666666666, 0.6, 0], 0.44166666666666665),
    (.f1, [0.4444444444444444, 0.5714285714285714, 0.6666666666666666, 0], 0.4206349206349206),
  ])
  func `of each class and their macro mean`(metric: EvaluationMetric, classes: [Double], macro: Double) {
    #expect((0..<4).map { Self.fourClasses.value(of: metric, class: $0) } == classes)
    #expect(abs(Self.fourClasses.value(of: metric) - macro) < 1e-15)
  }

  @Test func `accuracy and loss`() {
    #expect(Self.fourClasses.value(of: .accuracy) == 0.5384615384615384)
    #expect(Self.fourClasses.value(of: .loss) == 0.5)
  }

  /// Of y_true 3, -0.5, 2, 7 and y_pred 2.5, 0, 2, 8.
  @Test func `errors of a regression`() {
    var evaluation = Evaluation(classes: 0)
    evaluation.rows = 4
    evaluation.squaredErrorSum = 1.5
    evaluation.absoluteErrorSum = 2
    evaluation.targetSum = 11.5
    evaluation.targetSquareSum = 62.25
    #expect(evaluation.value(of: .mse) == 0.375)
    #expect(evaluation.value(of: .mae) == 0.5)
    #expect(abs(evaluation.value(of: .r2) - 0.9486081370449679) < 1e-15)
  }

  @Test func `r2 of a constant target is 1 when exact and 0 otherwise`() {
    var evaluation = Evaluation(classes: 0)
    (evaluation.rows, evaluation.targetSum, evaluation.targetSquareSum) = (2, 4, 8)
    #expect(evaluation.value(of: .r2) == 1)
    evaluation.squaredErrorSum = 0.5
    #expect(evaluation.value(of: .r2) == 0)
  }

  @Test func `a metric that a model has not is NaN`() {
    let regression = Evaluation(classes: 0)
    for metric in [EvaluationMetric.accuracy, .precision, .recall, .f1] {
      #expect(regression.value(of: metric).isNaN)
    }
    for metric in [EvaluationMetric.mse, .mae, .r2] { #expect(Self.fourClasses.value(of: metric).isNaN) }
    #expect(Self.fourClasses.value(of: .recall, class: 4).isNaN)
    #expect(Self.fourClasses.value(of: .recall, class: -1).isNaN)
  }

  @Test func `nothing evaluated is 0 everywhere`() {
    for metric in [EvaluationMetric.loss, .accuracy, .precision, .recall, .f1] {
      #expect(Evaluation(classes: 3).value(of: metric) == 0)
    }
  }
}
