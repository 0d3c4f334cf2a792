import JobSpec
import Kernel

/// A checkpoint is one value of the record, and SQLite keeps values of less than 10⁹ bytes.
private let parameterLimit = 200_000_000

func parameterProblems(_ shape: ModelShape, of job: Job) -> [Problem] {
  guard shape.parameterCount > parameterLimit else { return [] }
  let isDeep = !shape.hidden.isEmpty
  return [
    Problem(
      path: isDeep ? "model.mlp.hidden" : "model", code: "model-size",
      message:
        "the model has \(shape.parameterCount) parameters; the record holds models of at most \(parameterLimit)",
      help: isDeep ? "make the hidden layers narrower or fewer" : "use fewer features")
  ]
}
