import Datasets
import JobSpec
import Kernel

/// What the data says against a job that does not contradict itself.
func dataProblems(_ job: Job, _ data: some DataFacts) -> [Problem] {
  let classes = classProblems(job, data.classNames.count)
  let named = [
    ("use_case.success.of", job.useCase.success?.of),
    ("federation.stop_when.of", job.federation.stopWhen?.of), ("use_case.anomaly", job.useCase.anomaly),
  ]
  return (classes.isEmpty ? sizeProblems(job, data) + rankingProblems(job, data) : classes)
    + named.flatMap { classNameProblems($1, at: $0, job, data) }
    + cohortProblems(job.federation, clients: data.partitions.count)
}

/// The most classes that are told apart: an evaluation counts every pair of them.
private let classLimit = 1000

private func classProblems(_ job: Job, _ classes: Int) -> [Problem] {
  guard job.useCase.task != .regression else { return [] }
  if classes < 2 {
    return [
      Problem(
        path: job.data.source.labelField, code: "one-class",
        message: "every row has the same label, so there is nothing to learn",
        help: "name other labels, or use data of at least two classes")
    ]
  }
  if classes > classLimit {
    return [
      Problem(
        path: job.data.source.labelField, code: "many-classes",
        message: "the label has \(classes) different values; at most \(classLimit) classes can be told apart",
        help: "use `task: regression` if the label is a number to predict")
    ]
  }
  if job.useCase.task == .anomalyDetection, classes != 2 {
    return [
      Problem(
        path: job.data.source.labelField, code: "anomaly-classes",
        message: "the label has \(classes) different values, where anomalies are told from all other rows",
        help: "use a label of two values")
    ]
  }
  guard job.model.kind == .logistic, classes != 2 else { return [] }
  return [
    Problem(
      path: "model", code: "model-classes",
      message: "`logistic` tells two classes apart, but the label has \(classes)",
      help: "use `softmax` or `mlp`")
  ]
}

extension DataSource {
  /// The path of the field that says where the labels are.
  fileprivate var labelField: String {
    switch format {
    case .csv, .resident: "data.source.label"
    case .idx: "data.source.idx.labels"
    case .npy: "data.source.npy.y"
    }
  }
}

/// A ranking is of two classes, and needs test rows of both.
private func rankingProblems(_ job: Job, _ data: some DataFacts) -> [Problem] {
  let metrics = [
    ("use_case.success.metric", job.useCase.success?.metric),
    ("federation.stop_when.metric", job.federation.stopWhen?.metric),
  ]
  let classes = data.classNames.count
  return metrics.filter { $0.1 == .auc }.compactMap { path, _ in
    if classes != 2 {
      return Problem(
        path: path, code: "auc-classes",
        message: "`auc` ranks rows of two classes, but the label has \(classes)",
        help: "use another metric")
    }
    guard data.testLabelCounts.contains(0) else { return nil }
    return Problem(
      path: path, code: "untested-class", message: "all test rows are of one class, so nothing can be ranked",
      help: "use test rows of both classes")
  }
}

private func sizeProblems(_ job: Job, _ data: some DataFacts) -> [Problem] {
  if case .cnn(let cnn) = job.model.kind, cnn.imageSize.count != data.featureNames.count {
    let sides = cnn.image.map(String.init).joined(separator: " x ")
    return [
      Problem(
        path: "model.cnn.image", code: "image-size",
        message:
          "an image of \(sides) has \(cnn.imageSize.count) values, but a row has \(counted(data.featureNames.count, "feature"))",
        help: "give channels, height and width so that their product is \(data.featureNames.count)")
    ]
  }
  let shape = ModelShape(job.model, features: data.featureNames.count, classes: data.classNames.count)
  let tooMany = parameterProblems(shape, of: job)
  guard tooMany.isEmpty else { return tooMany }
  let longest = data.partitions.map(\.rows).max() ?? 1
  do {
    try shape.validate(batch: max(min(job.training.batchSize, longest), shape.evaluationChunk))
    return []
  } catch {
    return [
      Problem(
        path: "model", code: "model-size", message: "the model is too large: \(error)",
        help: "make the layers narrower or fewer, or `training.batch_size` smaller")
    ]
  }
}

/// What a criterion says of a class that the data does not have, or that no test row is of.
private func classNameProblems(_ name: String?, at path: String, _ job: Job, _ data: some DataFacts)
  -> [Problem]
{
  guard let name else { return [] }
  guard let index = data.classNames.firstIndex(of: name) else {
    return [
      Problem(
        path: path, code: "unknown-class", message: "the data has no class \(quoted(name))",
        help: "the classes are \(listed(data.classNames))")
    ]
  }
  guard data.testLabelCounts[index] == 0 else { return [] }
  return [
    Problem(
      path: path, code: "untested-class",
      message: "no test row is of class \(quoted(name)), so nothing can be measured of it",
      help: job.data.test == nil
        ? "add rows of it to the test files" : "set `data.test.stratified` to `true`, or use more rows of it")
  ]
}

/// At most ten names, so that a thousand classes do not fill the screen.
private func listed(_ names: [String]) -> String {
  let shown = names.prefix(10).map(quoted).joined(separator: ", ")
  return names.count > 10 ? shown + " and \(names.count - 10) more" : shown
}
