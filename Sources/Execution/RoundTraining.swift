import Planning

/// What a round's local training gave.
struct RoundTraining {
  /// Of the clients that count, in client order.
  var outcomes: [ClientOutcome]
  var decisions: [Decision]
  /// The aggregate.
  var model: [Float]
  /// The updates themselves, kept only where the contribution rule needs them.
  var updates: [[Float]]
}

extension RoundWalk {
  /// - Throws: ``Divergence`` when what was trained is not finite; ``ExecutionError`` when too much of it was late.
  mutating func train(round: Int) throws -> RoundTraining {
    var training = CohortTraining(
      plan, round: round, model: model.parameters, recorded: decisions.map { $0[round] ?? [] })
    let wanted = training.wanted
    let pools = crew.pools.map(\.pool)
    let work = wanted.map { training.work(for: $0, model: model, pools: pools) }
    let place = Dictionary(uniqueKeysWithValues: zip(wanted, wanted.indices))
    try carryOut(work, round: round) { late in
      try training.giveUp(late: late.map { wanted[$0] }).compactMap { place[$0] }
    } take: { findings in
      for case (let task, .trained(let trained)) in findings { training.take(trained, at: wanted[task]) }
      return training.surplus.compactMap { place[$0] }
    }
    return try training.finish()
  }
}
