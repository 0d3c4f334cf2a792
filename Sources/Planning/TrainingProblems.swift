import JobSpec

/// What the fields of a job's training say against each other and against its rounds.
func trainingProblems(_ job: Job) -> [Problem] {
  momentumProblems(job.training.optimizer) + warmUpProblems(job) + cosineProblems(job.training)
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
