/// A feed-forward model: a chain of layers from the features of a row to its outputs.
///
/// Its parameters are one flat array of floats, layer after layer: of a dense layer the weights row-major
/// [in, out], then the biases [out]; of a convolution the kernels [filters, channels, size, size], then the
/// biases [filters].
package struct ModelShape: Sendable, Equatable {
  package enum Activation: UInt8, Sendable { case relu, tanh, gelu }

  package enum Layer: Sendable, Equatable {
    case dense(outputs: Int)
    case activation(Activation)
    /// In training each value becomes 0 with probability `rate`, and value / (1 − rate) otherwise.
    case dropout(rate: Float)
    case convolution(Convolution)
    case pooling(Pooling)
  }

  /// An image's sides; a row holds it channel by channel, each row by row (CHW).
  package struct ImageSize: Sendable, Equatable {
    package var channels: Int
    package var height: Int
    package var width: Int

    package init(channels: Int, height: Int, width: Int) {
      self.channels = channels
      self.height = height
      self.width = width
    }

    package var count: Int { channels * height * width }
  }

  /// Square kernels over all channels, zeros around the image.
  package struct Convolution: Sendable, Equatable {
    package var input: ImageSize
    package var filters: Int
    package var size: Int
    package var stride: Int
    package var padding: Int

    package init(input: ImageSize, filters: Int, size: Int, stride: Int = 1, padding: Int = 0) {
      self.input = input
      self.filters = filters
      self.size = size
      self.stride = stride
      self.padding = padding
    }

    package var output: ImageSize {
      ImageSize(
        channels: filters, height: (input.height + 2 * padding - size) / stride + 1,
        width: (input.width + 2 * padding - size) / stride + 1)
    }

    package var parameterCount: Int { filters * (input.channels * size * size + 1) }
  }

  /// Square windows of each channel; what does not fill a window at the right or lower edge is left out.
  package struct Pooling: Sendable, Equatable {
    package enum Kind: UInt8, Sendable { case max, average }

    package var kind: Kind
    package var input: ImageSize
    package var size: Int
    package var stride: Int

    package init(kind: Kind, input: ImageSize, size: Int, stride: Int) {
      self.kind = kind
      self.input = input
      self.size = size
      self.stride = stride
    }

    package var output: ImageSize {
      ImageSize(
        channels: input.channels, height: (input.height - size) / stride + 1,
        width: (input.width - size) / stride + 1)
    }
  }

  package enum Loss: Sendable, Equatable {
    /// Mean softmax cross-entropy over `outputs` ≥ 2 classes.
    case crossEntropy
    /// Mean binary cross-entropy of one logit; the target is 0 or 1.
    case logistic
    /// Half the mean squared error of one output.
    case squared
    /// Huber (1964): half the squared error up to `delta`, and linear beyond it, of one output.
    case huber(delta: Float)
    /// Half the squared error of the outputs against the row's own features, averaged over features and rows:
    /// an autoencoder's. There are as many outputs as inputs.
    case reconstruction
  }

  package var inputs: Int
  package var layers: [Layer]
  package var loss: Loss

  package init(inputs: Int, layers: [Layer], loss: Loss) {
    self.inputs = inputs
    self.layers = layers
    self.loss = loss
  }

  /// Dense layers with an activation (and dropout, if any) after each hidden one.
  package init(
    inputs: Int, hidden: [Int], outputs: Int, activation: Activation, dropout: Float = 0, loss: Loss
  ) {
    let inner = hidden.flatMap { width in
      [Layer.dense(outputs: width), .activation(activation)] + (dropout > 0 ? [.dropout(rate: dropout)] : [])
    }
    self.init(inputs: inputs, layers: inner + [.dense(outputs: outputs)], loss: loss)
  }

  /// Values of a row from the input on: before the first layer, and after each.
  package var widths: [Int] {
    layers.reduce(into: [inputs]) { widths, layer in
      switch layer {
      case .dense(let outputs): widths.append(outputs)
      case .activation, .dropout: widths.append(widths[widths.count - 1])
      case .convolution(let convolution): widths.append(convolution.output.count)
      case .pooling(let pooling): widths.append(pooling.output.count)
      }
    }
  }

  package var outputs: Int { widths.last ?? inputs }

  package var parameterCount: Int {
    zip(layers, widths).reduce(0) { $0 + $1.0.parameterCount(inputs: $1.1) }
  }

  /// The number of classes that an evaluation counts: 0 for regression and reconstruction.
  package var classes: Int {
    switch loss {
    case .crossEntropy: outputs
    case .logistic: 2
    case .squared, .huber, .reconstruction: 0
    }
  }

  /// The number of classes that a row's target can be: 0 when it is any number. A reconstruction does not
  /// learn its targets, but its evaluation does: 1 is an anomaly.
  package var targetClasses: Int { loss == .reconstruction ? 2 : classes }

  /// Whether an evaluation scores rows of two classes, so that it has a ``Ranking``.
  package var ranks: Bool { targetClasses == 2 }

  /// What evaluates as this does: dropout is for training alone.
  package var withoutDropout: ModelShape {
    let layers = layers.filter { layer in
      if case .dropout = layer { false } else { true }
    }
    return ModelShape(inputs: inputs, layers: layers, loss: loss)
  }
}

extension ModelShape.Layer {
  package func parameterCount(inputs: Int) -> Int {
    switch self {
    case .dense(let outputs): (inputs + 1) * outputs
    case .convolution(let convolution): convolution.parameterCount
    case .activation, .dropout, .pooling: 0
    }
  }
}
