package struct Training: Sendable, Equatable {
  package enum Optimizer: Sendable, Equatable {
    case sgd(SGD)
    case adam(Adam)
    case adamw(AdamW)
  }

  package struct SGD: Sendable, Equatable {
    package var learningRate = 0.0
    package var momentum = 0.0
    package var nesterov = false
    package var weightDecay = 0.0

    package init() {}
  }

  package struct Adam: Sendable, Equatable {
    package var learningRate = 0.0
    package var beta1 = 0.9
    package var beta2 = 0.999
    package var epsilon = 1e-8
    package var weightDecay = 0.0

    package init() {}
  }

  package struct AdamW: Sendable, Equatable {
    package var learningRate = 0.0
    package var beta1 = 0.9
    package var beta2 = 0.999
    package var epsilon = 1e-8
    package var weightDecay = 0.01

    package init() {}
  }

  /// How the learning rate moves from round to round.
  package enum Schedule: Sendable, Equatable {
    case constant
    case step(Step)
    case cosine(Cosine)
  }

  package struct Step: Sendable, Equatable {
    package var every = 1
    package var factor = 1.0

    package init() {}
  }

  package struct Cosine: Sendable, Equatable {
    package var to = 0.0

    package init() {}
  }

  package enum Shuffle: String, Sendable, CaseIterable { case epoch, none }

  package var optimizer = Optimizer.sgd(SGD())
  package var schedule = Schedule.constant
  /// Rounds over which the learning rate rises.
  package var warmUp = 0
  /// nil: gradients are taken as they are.
  package var clipNorm: Double?
  package var epochs = 1
  package var batchSize = 32
  package var shuffle = Shuffle.epoch

  package init() {}
}
