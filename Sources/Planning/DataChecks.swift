import Datasets
import JobSpec

/// What the data must be for the job's model, criterion and cohort.
func dataProblems(_ job: Job, _ data: PreparedData) -> [Problem] {
  modelProblems(job, classes: data.classNames.count) + classNameProblems(job, data)
    + cohortProblems(job, data)
}

private func modelProblems(_ job: Job, classes: Int) -> [Problem] {
  switch (job.useCase.task, job.model) {
  case (.classification, .linear):
    [
      Problem(
        path: "model", code: "model-task",
        message: "`linear` predicts a number, but the task is classification",
        help: "use `logistic` (two classes), `softmax` or `mlp`")
    ]
  case (.regression, .logistic), (.regression, .softmax):
    [
      Problem(
        path: "model", code: "model-task", message: "this model predicts a class, but the task is regression",
        help: "use `linear` or `mlp`")
    ]
  case (.classification, .logistic) where classes != 2:
    [
      Problem(
        path: "model", code: "model-classes",
        message: "`logistic` tells two classes apart, but the label has \(classes)",
        help: "use `softmax` or `mlp`")
    ]
  case (.classification, _) where classes < 2:
    [
      Problem(
        path: "data.source", code: "one-class",
        message: "every row has the same label, so there is nothing to learn",
        help: "check the label column")
    ]
  default: []
  }
}

private func classNameProblems(_ job: Job, _ data: PreparedData) -> [Problem] {
  let named = [
    ("use_case.success.of", job.useCase.success?.of),
    ("federation.stop_when.of", job.federation.stopWhen?.of),
  ]
  return named.compactMap { path, name in
    guard let name, !data.classNames.contains(name) else { return nil }
    return Problem(
      path: path, code: "unknown-class", message: "the data has no class `\(name)`",
      help: "the classes are \(listed(data.classNames))")
  }
}

private func cohortProblems(_ job: Job, _ data: PreparedData) -> [Problem] {
  let cohort = job.federation.cohort
  let asked = [("federation.cohort.count", cohort.count), ("federation.cohort.at_least", cohort.atLeast)]
  return asked.compactMap { path, count in
    guard let count, count > data.clients.count else { return nil }
    return Problem(
      path: path, code: "cohort-size",
      message: "a cohort of \(count) is asked of \(data.clients.count) clients",
      help: "ask for at most \(data.clients.count), or make more partitions")
  }
}

/// At most ten names, so that a thousand classes do not fill the screen.
private func listed(_ names: [String]) -> String {
  let shown = names.prefix(10).map { "`\($0)`" }.joined(separator: ", ")
  return names.count > 10 ? shown + " and \(names.count - 10) more" : shown
}
