import Datasets
import Determinism
import Kernel
import Testing

@testable import Artefacts

/// A model of each kind, with drawn parameters, in the order of their names.
struct ModelKind: CustomTestStringConvertible {
  let name: String
  let shape: ModelShape

  var testDescription: String { name }

  static let all: [ModelKind] = [
    ModelKind(
      name: "autoencoder",
      shape: ModelShape(
        inputs: 6, hidden: [4, 2, 4], outputs: 6, activation: .tanh, dropout: 0.1, loss: .reconstruction)),
    ModelKind(name: "cnn-average", shape: cnn(.average, .gelu, padding: 1, stride: 2)),
    ModelKind(name: "cnn-max", shape: cnn(.max, .relu, padding: 2, stride: 1)),
    ModelKind(name: "huber", shape: dense([], .relu, outputs: 1, .huber(delta: 1.5))),
    ModelKind(name: "linear", shape: dense([], .relu, outputs: 1, .squared)),
    ModelKind(name: "logistic", shape: dense([], .relu, outputs: 1, .logistic)),
    ModelKind(name: "mlp-gelu", shape: dense([9, 5], .gelu, outputs: 3, .crossEntropy)),
    ModelKind(name: "mlp-regression", shape: dense([8], .tanh, outputs: 1, .squared)),
    ModelKind(name: "mlp-relu", shape: dense([9, 5], .relu, outputs: 2, .crossEntropy)),
    ModelKind(name: "mlp-tanh", shape: dense([7], .tanh, outputs: 4, .crossEntropy)),
    ModelKind(name: "softmax", shape: dense([], .relu, outputs: 5, .crossEntropy)),
  ]

  private static func dense(
    _ hidden: [Int], _ activation: ModelShape.Activation, outputs: Int, _ loss: ModelShape.Loss
  ) -> ModelShape {
    ModelShape(inputs: 6, hidden: hidden, outputs: outputs, activation: activation, dropout: 0.25, loss: loss)
  }

  /// Two convolutions around a pooling whose windows leave out an edge, then dense layers.
  private static func cnn(
    _ kind: ModelShape.Pooling.Kind, _ activation: ModelShape.Activation, padding: Int, stride: Int
  ) -> ModelShape {
    let image = ModelShape.ImageSize(channels: 2, height: 9, width: 8)
    let first = ModelShape.Convolution(input: image, filters: 4, size: 3, stride: stride, padding: padding)
    let pooling = ModelShape.Pooling(kind: kind, input: first.output, size: 2, stride: 2)
    let second = ModelShape.Convolution(input: pooling.output, filters: 3, size: 2)
    return ModelShape(
      inputs: image.count,
      layers: [
        .convolution(first), .activation(activation), .pooling(pooling), .convolution(second),
        .activation(activation), .dense(outputs: 6), .activation(activation), .dropout(rate: 0.5),
        .dense(outputs: 4),
      ], loss: .crossEntropy)
  }

  /// Every second kind is scaled.
  /// - Parameter seed: of the parameters and the scale.
  func model(seed: UInt64 = 1) -> TrainedModel {
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    let parameters = (0..<shape.parameterCount).map { _ in random.within(0.6) }
    let scaling = Scaling(
      offsets: (0..<shape.inputs).map { _ in Double(random.within(3)) },
      factors: (0..<shape.inputs).map { $0 == 1 ? 0 : 1 / (1.3 + Double(random.within(1))) })
    return TrainedModel(
      origin: TrainedModel.Origin(
        job: name, rounds: 3, runKey: Digest.of("key"), recordDigest: Digest.of("record")), shape: shape,
      parameters: parameters, featureNames: (0..<shape.inputs).map { "f\($0) \"é\", \($0)" },
      classNames: (0..<shape.targetClasses).map { "class, \($0)" },
      scaling: name.utf8.count.isMultiple(of: 2) ? nil : scaling,
      threshold: shape.loss == .reconstruction ? 0.1 : nil)
  }

  /// [count × features]
  func rows(_ count: Int, seed: UInt64 = 2) -> [Float] {
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    return (0..<count * shape.inputs).map { _ in random.within(4) }
  }
}

extension RandomStream {
  /// From -limit to limit.
  mutating func within(_ limit: Float) -> Float { Float(2 * uniform() - 1) * limit }
}
