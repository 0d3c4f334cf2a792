import JobSpec
import Kernel

/// A round's model and sums must fit in memory beside one another, and a frame's length in 32 bits.
private let parameterLimit = 200_000_000

func parameterProblems(_ shape: ModelShape, of job: Job) -> [Problem] {
  guard shape.parameterCount > parameterLimit else { return [] }
  let hidden = job.model.hiddenLayers
  return [
    Problem(
      path: hidden ?? "model", code: "model-size",
      message:
        "the model has \(shape.parameterCount) parameters; the record holds models of at most \(parameterLimit)",
      help: hidden == nil ? "use fewer features" : "make the layers narrower or fewer, or pool images earlier"
    )
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
