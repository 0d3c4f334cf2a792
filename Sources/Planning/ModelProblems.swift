import JobSpec
import Kernel

/// What a job's model, its loss and its task say against each other, and layers that cannot be built.
func modelProblems(_ job: Job) -> [Problem] {
  taskProblems(job) + lossProblems(job) + anomalyProblems(job.useCase) + sizeProblems(job)
}

private func taskProblems(_ job: Job) -> [Problem] {
  func problem(_ message: String, _ help: String) -> [Problem] {
    [Problem(path: "model", code: "model-task", message: message, help: help)]
  }
  switch (job.useCase.task, job.model.kind) {
  case (.anomalyDetection, .autoencoder): return []
  case (.anomalyDetection, _):
    return problem("anomaly detection needs a model that rebuilds rows", "use `autoencoder`")
  case (_, .autoencoder):
    return problem(
      "`autoencoder` rebuilds its rows, but the task is \(job.useCase.task.rawValue)",
      "use `task: anomaly_detection`, or another model")
  case (.classification, .linear):
    return problem(
      "`linear` predicts a number, but the task is classification",
      "use `logistic` (two classes), `softmax`, `mlp` or `cnn`")
  case (.regression, .logistic), (.regression, .softmax):
    return problem("this model predicts a class, but the task is regression", "use `linear`, `mlp` or `cnn`")
  case (.classification, _), (.regression, _): return []
  }
}

private func lossProblems(_ job: Job) -> [Problem] {
  guard let loss = job.model.loss else { return [] }
  func problem(_ message: String, _ help: String) -> [Problem] {
    [Problem(path: "model.loss", code: "loss-task", message: message, help: help)]
  }
  switch (job.useCase.task, loss) {
  case (.classification, .crossEntropy), (.regression, .squared), (.regression, .huber): return []
  case (.classification, _):
    return problem("this loss is of numbers, but the task is classification", "use `cross_entropy`")
  case (.regression, _):
    return problem("this loss is of classes, but the task is regression", "use `squared` or `huber`")
  case (.anomalyDetection, _):
    return problem(
      "an autoencoder's loss is the squared error of the rows that it rebuilds", "leave `loss` out")
  }
}

private func anomalyProblems(_ useCase: UseCase) -> [Problem] {
  switch (useCase.task, useCase.anomaly) {
  case (.anomalyDetection, nil):
    [
      Problem(
        path: "use_case.task", code: "no-anomaly",
        message: "it is not said which label is that of the anomalies",
        help: "name it in `use_case.anomaly`")
    ]
  case (.classification, .some), (.regression, .some):
    [
      Problem(
        path: "use_case.anomaly", code: "anomaly-misplaced",
        message: "only anomaly detection knows anomalies, but the task is \(useCase.task.rawValue)",
        help: "leave it out, or use `task: anomaly_detection`")
    ]
  case (.anomalyDetection, .some), (.classification, nil), (.regression, nil): []
  }
}

/// Layers that cannot be built, and a model that is too large whatever the data.
private func sizeProblems(_ job: Job) -> [Problem] {
  var features = 1
  if case .cnn(let cnn) = job.model.kind {
    if let problem = cnn.problem { return [problem] }
    features = cnn.imageSize.count
  }
  guard job.model.hiddenLayers != nil else { return [] }
  let least = ModelShape(job.model, features: features, classes: job.useCase.task == .classification ? 2 : 0)
  return parameterProblems(least, of: job)
}
