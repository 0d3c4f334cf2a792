/// Stochastic gradient descent as ``TrainingRecipe`` defines it.
struct Descent: ~Copyable {
  private let recipe: TrainingRecipe
  private var scratch = Scratch()
  /// In the parameters' layout; empty for plain descent, which steps in the parameters themselves.
  private let velocity: UnsafeMutableBufferPointer<Float>?

  init(_ recipe: TrainingRecipe, parameterCount: Int) {
    self.recipe = recipe
    let isPlain = recipe.momentum == 0 && recipe.weightDecay == 0
    velocity = isPlain ? nil : scratch.floats(parameterCount)
  }

  /// Forgets the velocity.
  func restart() {
    velocity?.update(repeating: 0)
  }

  /// Moves the network's parameters against the gradient that its outputs hold.
  func step(_ network: borrowing Network, rows: Int) {
    guard let velocity, let v = velocity.baseAddress, let w = network.parameters.baseAddress else {
      return network.backward(rows: rows, into: network.parameters, alpha: -recipe.learningRate, beta: 1)
    }
    network.backward(rows: rows, into: velocity, alpha: 1, beta: recipe.momentum)
    for index in stride(from: 0, to: velocity.count, by: Lanes.width) {
      let weights = w.lanes(at: index)
      let speed = v.lanes(at: index) + weights * recipe.weightDecay
      v.store(speed, at: index)
      w.store(weights - speed * recipe.learningRate, at: index)
    }
  }
}
