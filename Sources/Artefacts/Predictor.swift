package import Datasets
package import Kernel

/// What a model says of rows as they were before scaling.
package struct Predictor: ~Copyable {
  package let model: TrainedModel
  private var inference: Inference

  /// - Throws: `contradiction` for a model that cannot be built.
  package init(_ model: TrainedModel) throws(ModelFileError) {
    try model.validate()
    do { inference = try Inference(shape: model.shape) } catch { throw .contradiction("\(error)") }
    self.model = model
  }

  /// - Parameter rows: [rows × features], whole rows, not scaled.
  package mutating func predict(_ rows: [Float]) throws(KernelError) -> Predicted {
    var rows = rows
    rows.withUnsafeMutableBufferPointer { model.scaling?.apply(to: $0) }
    return try predict(scaled: Floats(rows))
  }

  /// - Parameter rows: [rows × features], scaled as in training.
  package mutating func predict(scaled rows: Floats) throws(KernelError) -> Predicted {
    let result = model.parameters.withUnsafeBufferPointer { parameters in
      rows.withUnsafeBufferPointer { rows -> Result<Predicted, KernelError> in
        do throws(KernelError) { return .success(try inference.predict(parameters, rows)) } catch {
          return .failure(error)
        }
      }
    }
    return try result.get()
  }
}
