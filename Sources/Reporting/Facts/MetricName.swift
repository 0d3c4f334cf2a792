import Kernel

extension EvaluationMetric {
  /// What it is called in a report.
  var name: String {
    switch self {
    case .loss: "test loss"
    case .r2: "r²"
    case .auc: "AUC"
    case .mse: "mean squared error"
    case .mae: "mean absolute error"
    case .accuracy, .precision, .recall, .f1: rawValue
    }
  }
}

extension RunFacts {
  /// "recall of malignant".
  func name(of metric: EvaluationMetric, class: Int?) -> String {
    metric.name + (`class`.map { " of \(classNames[$0])" } ?? "")
  }
}
