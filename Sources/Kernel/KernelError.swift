/// Why a model cannot be trained or evaluated on what was given.
package enum KernelError: Error, Equatable, CustomStringConvertible {
  /// A width outside 1...2²⁰, more than 64 layers, more than 2³⁰ parameters, or outputs that do not suit the
  /// loss.
  case shape(ModelShape)
  /// A batch size or epoch count that is not positive.
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
    case .shape(let shape): "the model \(shape.widths) cannot be built; check its widths and its loss"
    case .recipe(let recipe):
      "batch_size \(recipe.batchSize) and epochs \(recipe.epochs) must both be at least 1"
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

extension ModelShape {
  /// - Throws: `shape` when the model cannot be built, however hostile its numbers are.
  package func validate() throws(KernelError) {
    guard widths.count <= 65, widths.allSatisfy({ 1...(1 << 20) ~= $0 }), parameterCount <= 1 << 30 else {
      throw .shape(self)
    }
    guard loss == .crossEntropy ? outputs >= 2 : outputs == 1 else { throw .shape(self) }
  }

  /// - Parameter batch: the most rows that go through the model at once.
  /// - Throws: `shape`, or `memory` when the passes of such a batch need too much of it.
  package func validate(batch: Int) throws(KernelError) {
    try validate()
    let floats = parameterCount + 2 * batch * widths.reduce(0) { $0 + Lanes.rounded($1 + 1) }
    guard floats <= 1 << 32 else { throw .memory(floats: floats) }
  }
}
