import Kernel

extension EvaluationMetric {
  /// What is shown where a job asks for nothing in particular.
  static func usual(classes: Int) -> [EvaluationMetric] {
    classes == 0 ? [.r2, .mse, .mae] : [.accuracy, .f1, .loss]
  }
}
