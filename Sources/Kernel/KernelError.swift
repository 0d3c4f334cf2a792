/// Why a model cannot be trained or evaluated on what was given.
package enum KernelError: Error, Equatable, CustomStringConvertible {
  /// A width outside 1...2²², more than 256 layers or 2³⁰ parameters, layers that do not fit one another, or
  /// outputs that do not suit the loss.
  case shape(ModelShape)
  /// A number outside its range, such as a batch size that is not positive.
  case recipe(TrainingRecipe)
  case parameters(expected: Int, found: Int)
  case features(expected: Int, found: Int)
  case rows(Range<Int>, of: Int)
  case tooManyRows(Int, limit: Int)
  /// The model and its batch need this many floats of memory, more than 2³².
  case memory(floats: Int)
  /// The target of this row is no class of the model.
  case target(row: Int, value: Float)

  package var description: String {
    switch self {
    case .shape(let shape):
      "the model of \(shape.inputs) features and \(shape.layers.count) layers cannot be built; check its "
        + "widths, that its layers fit one another, and that its outputs suit the loss \(shape.loss)"
    case .recipe(let recipe):
      "the training recipe has a number outside its range; batch_size \(recipe.batchSize) and epochs "
        + "\(recipe.epochs) must be at least 1, and rates finite and not negative"
    case .parameters(let expected, let found):
      "the model has \(expected) parameters, but \(found) were given"
    case .features(let expected, let found):
      "the rows need \(expected) feature values, but \(found) were given"
    case .rows(let range, let count): "rows \(range) are not within the \(count) rows of the data"
    case .tooManyRows(let rows, let limit): "\(rows) rows are more than the \(limit) that room was made for"
    case .memory(let floats): "a batch of this size needs \(floats) floats of memory; make batch_size smaller"
    case .target(let row, let value): "row \(row) has the target \(value), which is no class of the model"
    }
  }
}
