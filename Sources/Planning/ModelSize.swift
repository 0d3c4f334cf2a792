import JobSpec
import Kernel

/// A round's model and sums must fit in memory beside one another, and a frame's length in 32 bits.
private let parameterLimit = 200_000_000

func parameterProblems(_ shape: ModelShape, of job: Job) -> [Problem] {
  guard shape.parameterCount > parameterLimit else { return [] }
  return [
    Problem(
      path: job.model.hiddenLayers ?? "model", code: "model-size",
      message:
        "the model has \(shape.parameterCount) parameters; the record holds models of at most \(parameterLimit)",
      help: job.model.smaller)
  ]
}

extension Model {
  /// How it can be made smaller.
  fileprivate var smaller: String {
    switch kind {
    case .linear, .logistic, .softmax: "use fewer features"
    case .mlp, .autoencoder: "make the hidden layers narrower or fewer"
    case .cnn: "use fewer filters or narrower layers, or pool earlier"
    }
  }

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
