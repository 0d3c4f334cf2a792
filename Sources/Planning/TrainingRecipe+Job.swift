package import JobSpec
package import Kernel

extension TrainingRecipe {
  /// - Parameter rounds: of the whole run, over which the learning rate may fall.
  package init(_ training: Training, rounds: Int) {
    let (optimizer, rate, decay) = Optimizer.parts(of: training.optimizer)
    self.init(
      optimizer: optimizer, learningRate: Float(rate), weightDecay: Float(decay),
      schedule: Schedule(training.schedule, rounds: rounds), warmUpRounds: training.warmUp,
      clipNorm: training.clipNorm.map { Float($0) }, epochs: training.epochs, batchSize: training.batchSize,
      shuffle: training.shuffle == .epoch)
  }
}

extension TrainingRecipe.Optimizer {
  fileprivate static func parts(of optimizer: Training.Optimizer) -> (Self, rate: Double, decay: Double) {
    switch optimizer {
    case .sgd(let sgd):
      (.sgd(momentum: Float(sgd.momentum), nesterov: sgd.nesterov), sgd.learningRate, sgd.weightDecay)
    case .adam(let adam):
      (
        .adam(beta1: Float(adam.beta1), beta2: Float(adam.beta2), epsilon: Float(adam.epsilon)),
        adam.learningRate,
        adam.weightDecay
      )
    case .adamw(let adam):
      (
        .adamw(beta1: Float(adam.beta1), beta2: Float(adam.beta2), epsilon: Float(adam.epsilon)),
        adam.learningRate,
        adam.weightDecay
      )
    }
  }
}

extension TrainingRecipe.Schedule {
  fileprivate init(_ schedule: Training.Schedule, rounds: Int) {
    switch schedule {
    case .constant: self = .constant
    case .step(let step): self = .step(every: step.every, factor: Float(step.factor))
    case .cosine(let cosine): self = .cosine(rounds: rounds, to: Float(cosine.to))
    }
  }
}
