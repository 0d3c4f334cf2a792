package import JobSpec
package import Kernel

extension ModelShape {
  /// - Parameter classes: how many classes the data has; 0 for regression.
  package init(_ model: Model, features: Int, classes: Int) {
    let headLoss: Loss = classes == 0 ? .squared : .crossEntropy
    switch model {
    case .linear:
      self.init(inputs: features, hidden: [], outputs: 1, activation: .relu, loss: .squared)
    case .logistic:
      self.init(inputs: features, hidden: [], outputs: 1, activation: .relu, loss: .logistic)
    case .softmax:
      self.init(inputs: features, hidden: [], outputs: classes, activation: .relu, loss: .crossEntropy)
    case .mlp(let mlp):
      self.init(
        inputs: features, hidden: mlp.hidden, outputs: max(classes, 1),
        activation: mlp.activation == .relu ? .relu : .tanh, loss: headLoss)
    }
  }
}

extension TrainingRecipe {
  package init(_ training: Training) {
    switch training.optimizer {
    case .sgd(let sgd):
      self.init(
        learningRate: Float(sgd.learningRate), momentum: Float(sgd.momentum),
        weightDecay: Float(sgd.weightDecay),
        epochs: training.epochs, batchSize: training.batchSize, shuffle: training.shuffle)
    }
  }
}
