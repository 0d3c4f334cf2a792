import JobSpec

/// What the fields of a job's training say against each other and against its rounds.
func trainingProblems(_ job: Job) -> [Problem] {
  roundedProblems(job.training) + momentumProblems(job.training.optimizer) + warmUpProblems(job)
    + cosineProblems(job.training)
}

private func momentumProblems(_ optimizer: Training.Optimizer) -> [Problem] {
  guard case .sgd(let sgd) = optimizer, sgd.nesterov, sgd.momentum == 0 else { return [] }
  return [
    Problem(
      path: "training.optimizer.sgd.nesterov", code: "nesterov",
      message: "Nesterov's momentum needs a momentum, which is 0", help: "set `momentum`, for example to 0.9")
  ]
}

private func warmUpProblems(_ job: Job) -> [Problem] {
  guard job.training.warmUp > job.federation.rounds else { return [] }
  return [
    Problem(
      path: "training.warm_up", code: "warm-up",
      message:
        "the learning rate rises for \(counted(job.training.warmUp, "round")), but there are \(job.federation.rounds)",
      help: "warm up for fewer rounds")
  ]
}

private func cosineProblems(_ training: Training) -> [Problem] {
  guard case .cosine(let cosine) = training.schedule, cosine.to > training.optimizer.learningRate else {
    return []
  }
  return [
    Problem(
      path: "training.schedule.cosine.to", code: "cosine",
      message: "the learning rate would rise along the cosine, not fall",
      help: "use at most the optimizer's `learning_rate`")
  ]
}

extension Training.Optimizer {
  fileprivate var learningRate: Double {
    switch self {
    case .sgd(let sgd): sgd.learningRate
    case .adam(let adam): adam.learningRate
    case .adamw(let adamw): adamw.learningRate
    }
  }
}

/// Numbers that are no longer within their range as the 32-bit floats that training computes with.
private func roundedProblems(_ training: Training) -> [Problem] {
  let positive = training.positiveNumbers.filter { !(Float($1) > 0 && Float($1).isFinite) }
  let belowOne = training.numbersBelowOne.filter { Float($1) >= 1 }
  return positive.map { path, _ in
    Problem(
      path: path, code: "rounded", message: "the number is 0 or infinite as a 32-bit float",
      help: "give one between 1e-37 and 1e38")
  }
    + belowOne.map { path, _ in
      Problem(
        path: path, code: "rounded", message: "the number is 1 as a 32-bit float, and must be less",
        help: "give at most 0.9999999")
    }
}

extension Training {
  fileprivate var positiveNumbers: [(path: String, value: Double)] {
    var numbers: [(String, Double)] = []
    switch optimizer {
    case .sgd(let sgd): numbers.append(("training.optimizer.sgd.learning_rate", sgd.learningRate))
    case .adam(let adam):
      numbers.append(("training.optimizer.adam.learning_rate", adam.learningRate))
      numbers.append(("training.optimizer.adam.epsilon", adam.epsilon))
    case .adamw(let adam):
      numbers.append(("training.optimizer.adamw.learning_rate", adam.learningRate))
      numbers.append(("training.optimizer.adamw.epsilon", adam.epsilon))
    }
    if case .step(let step) = schedule { numbers.append(("training.schedule.step.factor", step.factor)) }
    if let clipNorm { numbers.append(("training.clip_norm", clipNorm)) }
    return numbers
  }

  fileprivate var numbersBelowOne: [(path: String, value: Double)] {
    switch optimizer {
    case .sgd(let sgd): [("training.optimizer.sgd.momentum", sgd.momentum)]
    case .adam(let adam):
      [("training.optimizer.adam.beta1", adam.beta1), ("training.optimizer.adam.beta2", adam.beta2)]
    case .adamw(let adam):
      [("training.optimizer.adamw.beta1", adam.beta1), ("training.optimizer.adamw.beta2", adam.beta2)]
    }
  }
}
