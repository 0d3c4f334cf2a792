import CKernel

/// Moves a network's parameters against the gradient of its loss, as a ``TrainingRecipe`` says.
///
/// Plain descent has no memory of its own: its step is the accumulation of the gradient into the parameters.
struct Optimizer: ~Copyable {
  private let recipe: TrainingRecipe
  private let kernels: UnsafePointer<VectorKernels>
  private let parameterCount: Int
  private let gradient: UnsafeMutableBufferPointer<Float>
  /// The velocity of momentum, or Adam's mean gradient; empty without either.
  private let first: UnsafeMutableBufferPointer<Float>
  /// Adam's mean squared gradient; empty otherwise.
  private let second: UnsafeMutableBufferPointer<Float>
  private let scratch: Scratch
  /// The round's.
  private var learningRate: Float
  /// β1ᵗ and β2ᵗ after the t steps since the restart.
  private var decays = (first: 1.0, second: 1.0)

  init(_ recipe: TrainingRecipe, parameterCount: Int, arithmetic: Arithmetic) {
    var scratch = Scratch()
    gradient = scratch.floats(recipe.isPlain ? 0 : parameterCount)
    first = scratch.floats(recipe.moments >= 1 ? parameterCount : 0)
    second = scratch.floats(recipe.moments == 2 ? parameterCount : 0)
    self.recipe = recipe
    self.parameterCount = parameterCount
    self.scratch = scratch
    kernels = arithmetic.kernels
    learningRate = recipe.learningRate(round: 1)
  }

  /// Forgets what it remembers of earlier steps, and takes the learning rate of this round, counted from 1.
  mutating func restart(round: Int) {
    first.update(repeating: 0)
    second.update(repeating: 0)
    decays = (1, 1)
    learningRate = recipe.learningRate(round: round)
  }

  /// What the gradient of each row's loss must be multiplied by before a step.
  @inline(__always)
  func gradientScale(rows: Int) -> Float {
    recipe.isPlain ? -learningRate / Float(rows) : 1 / Float(rows)
  }

  /// Takes the scaled gradient that the network's outputs hold back to the parameters, and moves them.
  /// - Precondition: the network has the parameter count that this was made for.
  mutating func step(_ network: borrowing Network, rows: Int) {
    let parameters = network.parameters
    if recipe.isPlain { return network.backward(rows: rows, into: parameters, accumulate: true) }
    network.backward(rows: rows, into: gradient, accumulate: false)
    precondition(parameters.count == parameterCount)
    guard let w = parameters.baseAddress, let g = gradient.baseAddress else { return }
    if let limit = recipe.clipNorm { clip(g, to: limit) }
    switch recipe.optimizer {
    case .sgd(let momentum, let nesterov):
      kernels.pointee.descent(
        w, first.baseAddress, g, parameterCount, learningRate, momentum, recipe.weightDecay, nesterov ? 1 : 0)
    case .adam(let beta1, let beta2, let epsilon):
      adapt(w, g, nextAdamStep(beta1, beta2, epsilon, decoupled: 0))
    case .adamw(let beta1, let beta2, let epsilon):
      adapt(w, g, nextAdamStep(beta1, beta2, epsilon, decoupled: 1))
    }
  }

  /// As PyTorch's `clip_grad_norm_`.
  private func clip(_ g: UnsafeMutablePointer<Float>, to limit: Float) {
    let norm = kernels.pointee.squareSum(g, parameterCount).squareRoot()
    let factor = Double(limit) / (norm + 1e-6)
    if factor < 1 { kernels.pointee.scale(g, parameterCount, Float(factor)) }
  }

  private mutating func nextAdamStep(
    _ beta1: Float, _ beta2: Float, _ epsilon: Float, decoupled: Int32
  ) -> AdamStep {
    decays.first *= Double(beta1)
    decays.second *= Double(beta2)
    return AdamStep(
      learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
      weightDecay: recipe.weightDecay, correction1: Float(1 - decays.first),
      correction2Root: Float((1 - decays.second).squareRoot()), decoupled: decoupled)
  }

  private func adapt(_ w: UnsafeMutablePointer<Float>, _ g: UnsafeMutablePointer<Float>, _ step: AdamStep) {
    guard let m = first.baseAddress, let v = second.baseAddress else { return }
    kernels.pointee.adam(w, m, v, g, parameterCount, step)
  }
}

extension TrainingRecipe {
  /// Whether a step is w −= rate·gradient and nothing else.
  fileprivate var isPlain: Bool { moments == 0 && weightDecay == 0 && clipNorm == nil }

  /// Running means of the gradient or its powers that the optimiser keeps.
  fileprivate var moments: Int {
    switch optimizer {
    case .sgd(let momentum, _): momentum == 0 ? 0 : 1
    case .adam, .adamw: 2
    }
  }
}
