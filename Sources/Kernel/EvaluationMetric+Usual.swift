extension EvaluationMetric {
  /// What is shown where a job asks for nothing in particular.
  package static func usual(_ evaluation: Evaluation) -> [EvaluationMetric] {
    if !evaluation.confusion.isEmpty { return [.accuracy, .f1, .loss] }
    return evaluation.concordance == nil ? [.r2, .mse, .mae] : [.auc, .mse, .mae]
  }

  /// All that an evaluation can tell, for programs.
  package static func all(_ evaluation: Evaluation) -> [EvaluationMetric] {
    let auc: [EvaluationMetric] = evaluation.concordance == nil ? [] : [.auc]
    if !evaluation.confusion.isEmpty { return [.loss, .accuracy, .precision, .recall, .f1] + auc }
    return evaluation.concordance == nil ? [.loss, .mse, .mae, .r2] : [.loss, .mse, .mae] + auc
  }
}
