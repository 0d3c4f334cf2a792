package import Determinism

/// A feed-forward model: `inputs` features, the hidden layers, `outputs` values, all dense.
///
/// Its parameters are one flat array of floats: for each layer the weights row-major [in, out], then the biases [out].
package struct ModelShape: Sendable, Equatable {
  package enum Activation: UInt8, Sendable { case relu, tanh }

  package enum Loss: UInt8, Sendable {
    /// Mean softmax cross-entropy over `outputs` ≥ 2 classes.
    case crossEntropy
    /// Mean binary cross-entropy of one logit; the target is 0 or 1.
    case logistic
    /// Half the mean squared error of one output.
    case squared
  }

  package var inputs: Int
  package var hidden: [Int]
  package var outputs: Int
  package var activation: Activation
  package var loss: Loss

  package init(inputs: Int, hidden: [Int], outputs: Int, activation: Activation, loss: Loss) {
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    self.activation = activation
    self.loss = loss
  }

  /// The widths from the input to the output.
  package var widths: [Int] { [inputs] + hidden + [outputs] }

  package var parameterCount: Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }

  /// The number of classes that an evaluation counts: 0 for regression.
  package var classes: Int {
    switch loss {
    case .crossEntropy: outputs
    case .logistic: 2
    case .squared: 0
    }
  }
}

extension ModelShape {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(inputs)
    writer.write(hidden) { $0.write($1) }
    writer.write(outputs)
    writer.write(activation.rawValue)
    writer.write(loss.rawValue)
  }

  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    inputs = try reader.int()
    hidden = try reader.array { (reader) throws(CanonicalError) in try reader.int() }
    outputs = try reader.int()
    let start = reader.position
    guard let activation = Activation(rawValue: try reader.byte()) else {
      throw .invalid("activation", at: start)
    }
    guard let loss = Loss(rawValue: try reader.byte()) else { throw .invalid("loss", at: start + 1) }
    self.activation = activation
    self.loss = loss
  }
}
