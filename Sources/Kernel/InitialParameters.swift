import Determinism

/// The parameters that training starts from, in the shape's layout.
///
/// A model without hidden layers starts at zero, where its loss is convex. Otherwise the weights of layer l
/// (from 0) are uniform in (−a, a), drawn row by row from the stream (seed, initialModel, round: l), and the
/// biases are zero. a is √(6 / in) for relu (He et al., 2015) and √(6 / (in + out)) for tanh (Glorot and
/// Bengio, 2010).
package func initialParameters(_ shape: ModelShape, seed: UInt64) -> [Float] {
  var parameters = [Float](repeating: 0, count: shape.parameterCount)
  guard !shape.hidden.isEmpty else { return parameters }
  var offset = 0
  for (layer, (from, to)) in zip(shape.widths, shape.widths.dropFirst()).enumerated() {
    var stream = RandomStream(seed: seed, purpose: .initialModel, round: layer)
    let bound = (6 / Double(shape.activation == .relu ? from : from + to)).squareRoot()
    for index in offset..<offset + from * to { parameters[index] = Float((2 * stream.uniform() - 1) * bound) }
    offset += (from + 1) * to
  }
  return parameters
}
