/// What one client does in one round: `epochs` passes over its rows in batches. The optimiser starts anew every round.
package struct TrainingRecipe: Sendable, Equatable {
  package enum Optimizer: Sendable, Equatable {
    /// As PyTorch's `SGD` (dampening 0): g += decay·w, v = momentum·v + g, w −= rate·v; with Nesterov's momentum
    /// w −= rate·(g + momentum·v).
    case sgd(momentum: Float, nesterov: Bool)
    /// Kingma and Ba, 2015 (arXiv:1412.6980); the decay is added to the gradient.
    case adam(beta1: Float, beta2: Float, epsilon: Float)
    /// Loshchilov and Hutter, 2019 (arXiv:1711.05101); the decay is taken off the weights.
    case adamw(beta1: Float, beta2: Float, epsilon: Float)
  }

  /// How the learning rate moves from round to round.
  package enum Schedule: Sendable, Equatable {
    case constant
    /// × factor after every so many rounds.
    case step(every: Int, factor: Float)
    /// Along half a cosine from the learning rate in round 1 to `to` in the last of `rounds` (arXiv:1608.03983, without restarts).
    case cosine(rounds: Int, to: Float)
  }

  package var optimizer: Optimizer
  package var learningRate: Float
  package var weightDecay: Float
  package var schedule: Schedule
  /// Over the first so many rounds the rate rises linearly: round r of w takes r / w of the schedule's rate. 0: none.
  package var warmUpRounds: Int
  /// Gradients with a larger Euclidean norm are scaled down to it; nil: never.
  package var clipNorm: Float?
  package var epochs: Int
  package var batchSize: Int
  /// Whether each epoch takes the rows in a new order; otherwise they come as they lie.
  package var shuffle: Bool

  package init(
    optimizer: Optimizer = .sgd(momentum: 0, nesterov: false), learningRate: Float, weightDecay: Float = 0,
    schedule: Schedule = .constant, warmUpRounds: Int = 0, clipNorm: Float? = nil, epochs: Int,
    batchSize: Int,
    shuffle: Bool
  ) {
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.weightDecay = weightDecay
    self.schedule = schedule
    self.warmUpRounds = warmUpRounds
    self.clipNorm = clipNorm
    self.epochs = epochs
    self.batchSize = batchSize
    self.shuffle = shuffle
  }
}

extension TrainingRecipe {
  /// - Throws: `recipe` when a number is outside its range: epochs, batch size and the rounds of a schedule are at least 1;
  ///   rates, decay and warm-up are finite and not negative; momentum and betas are in 0..<1;
  ///   a step's factor, epsilon and the clipping norm are finite and positive.
  package func validate() throws(KernelError) {
    let numbersFit =
      epochs >= 1 && batchSize >= 1 && warmUpRounds >= 0 && isAmount(learningRate) && isAmount(weightDecay)
    guard numbersFit, clipNorm.map(isPositive) ?? true, optimizer.isValid, schedule.isValid else {
      throw .recipe(self)
    }
  }
}

extension TrainingRecipe.Optimizer {
  fileprivate var isValid: Bool {
    switch self {
    case .sgd(let momentum, _): (0..<1).contains(momentum)
    case .adam(let beta1, let beta2, let epsilon), .adamw(let beta1, let beta2, let epsilon):
      (0..<1).contains(beta1) && (0..<1).contains(beta2) && isPositive(epsilon)
    }
  }
}

extension TrainingRecipe.Schedule {
  fileprivate var isValid: Bool {
    switch self {
    case .constant: true
    case .step(let every, let factor): every >= 1 && isPositive(factor)
    case .cosine(let rounds, let end): rounds >= 1 && isAmount(end)
    }
  }
}

private func isAmount(_ number: Float) -> Bool { number >= 0 && number.isFinite }
private func isPositive(_ number: Float) -> Bool { number > 0 && number.isFinite }
