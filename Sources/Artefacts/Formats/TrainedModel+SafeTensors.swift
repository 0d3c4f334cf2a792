import Datasets
import Determinism
import Kernel

extension TrainedModel {
  /// The model as a safetensors file, the only format that it is read from again.
  package var safeTensors: [UInt8] { SafeTensors(metadata: metadata, tensors: tensors).bytes }

  /// Reads what ``safeTensors`` gave.
  package init(safeTensors bytes: [UInt8]) throws(ModelFileError) {
    let file = try SafeTensors(bytes)
    let metadata = try ModelMetadata(file.metadata)
    try metadata.checkSeal()
    let shape = try metadata.shape()
    self.init(
      origin: try metadata.origin(), shape: shape, parameters: try Self.parameters(file.tensors, shape),
      featureNames: try metadata.strings("features"), classNames: try metadata.strings("classes"),
      scaling: try metadata.scaling(),
      threshold: try metadata.optional("threshold") { Float($0).flatMap { $0.isFinite ? $0 : nil } })
    try validate()
    guard try metadata.required("model_digest", Digest.init(hex:)) == digest else {
      throw .changed(part: "parameters")
    }
  }

  /// The tensors' numbers as the shape lays them out, wherever they lay in the file.
  private static func parameters(_ tensors: [Tensor], _ shape: ModelShape) throws(ModelFileError) -> [Float] {
    do { try shape.validate() } catch { throw .contradiction("\(error)") }
    let expected = shape.tensors
    guard tensors.count == expected.count else {
      throw .contradiction("\(tensors.count) tensors where the layers have \(expected.count)")
    }
    var parameters: [Float] = []
    for (name, sides) in expected {
      guard let tensor = tensors.first(where: { $0.name == name }), tensor.shape == sides else {
        throw .contradiction("it has no tensor `\(name)` of the shape \(sides)")
      }
      parameters += tensor.values
    }
    return parameters
  }
}
