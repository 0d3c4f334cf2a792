package import JobSpec
package import Kernel

extension ModelShape {
  /// - Parameter classes: how many classes the data has; 0 for regression.
  package init(_ model: Model, features: Int, classes: Int) {
    func dense(_ hidden: [Int], _ activation: Model.Activation, _ dropout: Double, outputs: Int, _ loss: Loss)
      -> Self
    {
      ModelShape(
        inputs: features, hidden: hidden, outputs: outputs, activation: Activation(activation),
        dropout: Float(dropout), loss: loss)
    }
    let head = classes == 0 ? Loss(ofNumbers: model.loss) : .crossEntropy
    switch model.kind {
    case .linear: self = dense([], .relu, 0, outputs: 1, Loss(ofNumbers: model.loss))
    case .logistic: self = dense([], .relu, 0, outputs: 1, .logistic)
    case .softmax: self = dense([], .relu, 0, outputs: classes, .crossEntropy)
    case .mlp(let mlp): self = dense(mlp.hidden, mlp.activation, mlp.dropout, outputs: max(classes, 1), head)
    case .autoencoder(let one):
      let widths = one.hidden + one.hidden.dropLast().reversed()
      self = dense(widths, one.activation, one.dropout, outputs: features, .reconstruction)
    case .cnn(let cnn):
      self.init(inputs: features, layers: cnn.shape.layers + [.dense(outputs: max(classes, 1))], loss: head)
    }
  }
}

extension ModelShape.Loss {
  /// The loss of a number to predict.
  fileprivate init(ofNumbers loss: Model.Loss?) {
    if case .huber(let huber) = loss { self = .huber(delta: Float(huber.delta)) } else { self = .squared }
  }
}

extension ModelShape.Activation {
  init(_ activation: Model.Activation) {
    switch activation {
    case .relu: self = .relu
    case .tanh: self = .tanh
    case .gelu: self = .gelu
    }
  }
}
