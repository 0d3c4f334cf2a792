import Determinism

/// The parameters that training starts from, in the shape's layout.
///
/// A model with a single layer of parameters starts at zero, where its loss is convex. Otherwise the weights
/// of the l-th such layer (from 0) are uniform in (−a, a), drawn in their order from the stream (seed,
/// initialModel, round: l), and the biases are zero. a is √(6 / in) before relu and gelu (He et al., 2015)
/// and √(6 / (in + out)) before tanh or where the model has no activation (Glorot and Bengio, 2010); the last
/// layer takes the activation before it. In and out are what a value is computed from and goes into: of a
/// convolution the kernel's size² times the channels, or times the filters.
/// - Precondition: the shape is valid.
package func initialParameters(_ shape: ModelShape, seed: UInt64) -> [Float] {
  var parameters = [Float](repeating: 0, count: shape.parameterCount)
  let layers = shape.weightedLayers
  guard layers.count > 1 else { return parameters }
  var offset = 0
  for (number, layer) in layers.enumerated() {
    var stream = RandomStream(seed: seed, purpose: .initialModel, round: number)
    let bound = layer.bound
    for index in offset..<offset + layer.weights {
      parameters[index] = Float((2 * stream.uniform() - 1) * bound)
    }
    offset += layer.weights + layer.biases
  }
  return parameters
}

/// A layer with parameters, as its first weights need it.
private struct WeightedLayer {
  let from: Int
  let to: Int
  let weights: Int
  let biases: Int
  var activation: ModelShape.Activation?

  /// The largest weight.
  var bound: Double {
    switch activation {
    case .relu, .gelu: (6 / Double(from)).squareRoot()
    case .tanh, nil: (6 / Double(from + to)).squareRoot()
    }
  }
}

extension ModelShape {
  fileprivate var weightedLayers: [WeightedLayer] {
    var found: [WeightedLayer] = []
    for (layer, inputs) in zip(layers, widths) {
      switch layer {
      case .dense(let outputs):
        found.append(
          WeightedLayer(
            from: inputs, to: outputs, weights: inputs * outputs, biases: outputs,
            activation: found.last?.activation))
      case .convolution(let convolution): found.append(WeightedLayer(convolution))
      case .activation(let activation): if !found.isEmpty { found[found.count - 1].activation = activation }
      case .dropout, .pooling: break
      }
    }
    return found
  }
}

extension WeightedLayer {
  fileprivate init(_ convolution: ModelShape.Convolution) {
    let area = convolution.size * convolution.size
    self.init(
      from: convolution.input.channels * area, to: convolution.filters * area,
      weights: convolution.parameterCount - convolution.filters, biases: convolution.filters, activation: nil)
  }
}
