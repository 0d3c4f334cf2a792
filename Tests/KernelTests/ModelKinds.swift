@testable import Kernel

/// A small model of each kind, by name, in a fixed order. Their widths lie below, at and above those of the
/// vectors.
let modelKinds: [(name: String, shape: ModelShape)] = [
  ("linear", ModelShape(inputs: 10, hidden: [], outputs: 1, activation: .relu, loss: .squared)),
  (
    "linear, huber",
    ModelShape(inputs: 10, hidden: [], outputs: 1, activation: .relu, loss: .huber(delta: 0.3))
  ),
  ("logistic", ModelShape(inputs: 17, hidden: [], outputs: 1, activation: .relu, loss: .logistic)),
  ("softmax", ModelShape(inputs: 15, hidden: [], outputs: 10, activation: .relu, loss: .crossEntropy)),
  ("mlp, relu", ModelShape(inputs: 5, hidden: [16, 9], outputs: 3, activation: .relu, loss: .crossEntropy)),
  ("mlp, tanh", ModelShape(inputs: 7, hidden: [3, 8], outputs: 1, activation: .tanh, loss: .logistic)),
  ("mlp, gelu", ModelShape(inputs: 6, hidden: [17], outputs: 2, activation: .gelu, loss: .crossEntropy)),
  (
    "autoencoder",
    ModelShape(inputs: 11, hidden: [6, 2, 6], outputs: 11, activation: .tanh, loss: .reconstruction)
  ),
  ("cnn, max pool", convolutional(.max, .relu)),
  ("cnn, average pool", convolutional(.average, .gelu)),
]

/// Two convolutions, one with padding and one with a stride, and a pool whose windows overlap.
private func convolutional(_ kind: ModelShape.Pooling.Kind, _ activation: ModelShape.Activation) -> ModelShape
{
  let first = ModelShape.Convolution(
    input: ModelShape.ImageSize(channels: 2, height: 5, width: 6), filters: 3, size: 3, padding: 1)
  let pooling = ModelShape.Pooling(kind: kind, input: first.output, size: 3, stride: 2)
  let second = ModelShape.Convolution(input: pooling.output, filters: 4, size: 2, stride: 2, padding: 1)
  return ModelShape(
    inputs: first.input.count,
    layers: [
      .convolution(first), .activation(activation), .pooling(pooling), .convolution(second),
      .activation(activation),
      .dense(outputs: 3),
    ], loss: .crossEntropy)
}

extension ModelShape {
  /// With dropout after every activation.
  func dropping(_ rate: Float) -> ModelShape {
    var shape = self
    shape.layers = layers.flatMap { layer -> [ModelShape.Layer] in
      if case .activation = layer { [layer, .dropout(rate: rate)] } else { [layer] }
    }
    return shape
  }
}
