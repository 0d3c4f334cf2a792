package import Datasets
package import Determinism
package import Kernel

/// A trained model with all that it takes to predict from rows as they were before scaling.
package struct TrainedModel: Sendable, Equatable {
  /// Where it comes from.
  package struct Origin: Sendable, Equatable {
    package var job: String
    /// The rounds that it was trained for.
    package var rounds: Int
    package var runKey: Digest
    /// Of the run that it is the last model of.
    package var recordDigest: Digest

    package init(job: String, rounds: Int, runKey: Digest, recordDigest: Digest) {
      self.job = job
      self.rounds = rounds
      self.runKey = runKey
      self.recordDigest = recordDigest
    }
  }

  package var origin: Origin
  package var shape: ModelShape
  /// As the shape lays them out.
  package var parameters: [Float]
  package var featureNames: [String]
  /// In class order; empty for regression. Of anomaly detection the last is the anomaly.
  package var classNames: [String]
  /// nil where rows are taken as they are.
  package var scaling: Scaling?
  /// The largest reconstruction error that is no anomaly; nil where none is known, as in every other task.
  package var threshold: Float?

  package init(
    origin: Origin, shape: ModelShape, parameters: [Float], featureNames: [String], classNames: [String],
    scaling: Scaling?, threshold: Float? = nil
  ) {
    self.origin = origin
    self.shape = shape
    self.parameters = parameters
    self.featureNames = featureNames
    self.classNames = classNames
    self.scaling = scaling
    self.threshold = threshold
  }

  package enum Task: String, Sendable {
    case classification, regression, anomalyDetection = "anomaly_detection"
  }

  package var task: Task {
    switch shape.loss {
    case .crossEntropy, .logistic: .classification
    case .squared, .huber: .regression
    case .reconstruction: .anomalyDetection
    }
  }

  /// Of the parameters, as the record has it.
  package var digest: Digest { Digest.of(parameters) }
}

extension TrainedModel {
  /// Whether its parts fit one another: whatever uses a model relies on it.
  /// - Throws: `contradiction` with what does not.
  package func validate() throws(ModelFileError) {
    do { try shape.validate() } catch { throw .contradiction("\(error)") }
    let width = shape.inputs
    guard parameters.count == shape.parameterCount else {
      throw .contradiction("\(parameters.count) parameters where the layers have \(shape.parameterCount)")
    }
    guard featureNames.count == width, Set(featureNames.map { Array($0.utf8) }).count == width else {
      throw .contradiction("\(featureNames.count) features, or two of one name, where \(width) are wanted")
    }
    guard classNames.count == shape.targetClasses else {
      throw .contradiction("\(classNames.count) classes where \(shape.targetClasses) are wanted")
    }
    if let scaling {
      guard scaling.offsets.count == width, scaling.factors.count == width else {
        throw .contradiction(
          "the scale has \(scaling.offsets.count) offsets and \(scaling.factors.count) factors")
      }
    }
  }
}
