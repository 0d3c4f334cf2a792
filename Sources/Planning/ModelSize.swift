import JobSpec
import Kernel

/// A checkpoint is one value of the record, and SQLite keeps values of less than 10⁹ bytes.
private let parameterLimit = 200_000_000

func parameterProblems(_ shape: ModelShape, of job: Job) -> [Problem] {
  guard shape.parameterCount > parameterLimit else { return [] }
  let hidden = job.model.hiddenLayers
  return [
    Problem(
      path: hidden ?? "model", code: "model-size",
      message:
        "the model has \(shape.parameterCount) parameters; the record holds models of at most \(parameterLimit)",
      help: hidden == nil ? "use fewer features" : "make the hidden layers narrower or fewer")
  ]
}

extension Model {
  /// The path of the field that lists them; nil of a model without.
  var hiddenLayers: String? {
    switch kind {
    case .linear, .logistic, .softmax: nil
    case .mlp: "model.mlp.hidden"
    case .autoencoder: "model.autoencoder.hidden"
    case .cnn: "model.cnn.layers"
    }
  }
}
