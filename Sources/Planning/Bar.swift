import JobSpec
package import Kernel

/// A metric and the value it must reach: a job's criterion of success, or of stopping early.
package struct Bar: Sendable, Equatable {
  package var metric: EvaluationMetric
  /// A class index; nil means the mean over all classes.
  package var ofClass: Int?
  package var atLeast: Double?
  package var atMost: Double?

  package init(metric: EvaluationMetric, ofClass: Int? = nil, atLeast: Double? = nil, atMost: Double? = nil) {
    self.metric = metric
    self.ofClass = ofClass
    self.atLeast = atLeast
    self.atMost = atMost
  }

  package func value(in evaluation: Evaluation) -> Double {
    evaluation.value(of: metric, class: ofClass)
  }

  /// What is looked at: "recall of malignant".
  package func words(classNames: [String]) -> String {
    metric.rawValue + (ofClass.map { " of \(classNames[$0])" } ?? "")
  }

  package func isMet(by evaluation: Evaluation) -> Bool {
    let value = value(in: evaluation)
    if let atLeast { return value >= atLeast }
    if let atMost { return value <= atMost }
    return false
  }
}

extension Bar {
  init(_ success: Success, classNames: [String]) {
    self.init(
      metric: EvaluationMetric(success.metric), ofClass: success.of.flatMap(classNames.firstIndex(of:)),
      atLeast: success.atLeast, atMost: success.atMost)
  }

  init(_ stop: FederationSection.StopWhen, classNames: [String]) {
    self.init(
      metric: EvaluationMetric(stop.metric), ofClass: stop.of.flatMap(classNames.firstIndex(of:)),
      atLeast: stop.atLeast, atMost: stop.atMost)
  }
}

extension EvaluationMetric {
  init(_ metric: Metric) {
    switch metric {
    case .loss: self = .loss
    case .accuracy: self = .accuracy
    case .precision: self = .precision
    case .recall: self = .recall
    case .f1: self = .f1
    case .auc: self = .auc
    case .mse: self = .mse
    case .mae: self = .mae
    case .r2: self = .r2
    }
  }
}
