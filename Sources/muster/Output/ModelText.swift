import JobSpec
import Kernel

/// A model in a few words: `mlp 64-32-10, relu`.
struct ModelText {
  let model: Model
  let shape: ModelShape

  var text: String {
    ([structure] + [activation, dropout, loss, start].compactMap(\.self)).joined(separator: ", ")
  }

  /// The values of a row from the input on, after each layer that changes how many there are or what they stand for.
  var widths: [Int] {
    [shape.inputs]
      + zip(shape.layers, shape.widths.dropFirst()).compactMap { layer, width in
        switch layer {
        case .dense, .convolution, .pooling: width
        case .activation, .dropout: nil
        }
      }
  }

  private var structure: String {
    let widths = widths.map(String.init).joined(separator: "-")
    return switch model.kind {
    case .linear: "linear \(widths)"
    case .logistic: "logistic \(widths)"
    case .softmax: "softmax \(widths)"
    case .mlp: "mlp \(widths)"
    case .autoencoder: "autoencoder \(widths)"
    case .cnn(let cnn):
      "cnn \(cnn.image.map(String.init).joined(separator: "x")): "
        + (cnn.layers.map(\.text) + ["dense \(shape.outputs)"]).joined(separator: ", ")
    }
  }

  private var activation: String? {
    switch model.kind {
    case .linear, .logistic, .softmax: nil
    case .mlp(let mlp): mlp.activation.rawValue
    case .autoencoder(let one): one.activation.rawValue
    case .cnn(let cnn): cnn.activation.rawValue
    }
  }

  private var dropout: String? {
    let rate =
      switch model.kind {
      case .linear, .logistic, .softmax, .cnn: 0.0
      case .mlp(let mlp): mlp.dropout
      case .autoencoder(let one): one.dropout
      }
    return rate > 0 ? "dropout \(rate)" : nil
  }

  private var loss: String? {
    if case .huber(let huber) = model.loss { "Huber loss with delta \(huber.delta)" } else { nil }
  }

  private var start: String? {
    switch model.initial {
    case nil: nil
    case .file(let path): "from \(path)"
    case .seed(let seed): "from seed \(seed)"
    }
  }
}

extension Model.CNN.Layer {
  fileprivate var text: String {
    switch self {
    case .conv(let conv): "conv \(conv.size)x\(conv.size)x\(conv.filters)"
    case .maxPool(let pool): "max pool \(pool.size)"
    case .averagePool(let pool): "average pool \(pool.size)"
    case .dense(let width): "dense \(width)"
    case .dropout(let rate): "dropout \(rate)"
    }
  }
}
