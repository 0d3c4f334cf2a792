import Determinism
import Federation
import Kernel
import Planning
import Tokenomics

/// A run on its way: the global model, the ledger and the round reached.
struct RoundWalk {
  let plan: Plan
  var crew: Crew
  let clock: any RunClock
  var model: [Float]
  /// The network's ledger; nil without tokenomics.
  var ledger: Ledger?
  private let openings: [StartingPoint.Opening]
  var roundsDone: Int
  /// Of `model`; nil when it has not been evaluated.
  var evaluation: Evaluation?
  private var modelsSent = 0

  init(plan: Plan, start: StartingPoint, crew: Crew, clock: any RunClock) {
    self.plan = plan
    self.crew = crew
    self.clock = clock
    model = start.model ?? initialParameters(plan.model, seed: plan.seed)
    openings = start.openings
    roundsDone = start.roundsDone
  }

  mutating func walk(observer: any RunObserver) throws -> RunEnding {
    if roundsDone > 0 && plan.isEvaluated(round: roundsDone) {
      evaluation = try evaluate(model, round: roundsDone)
    }
    while !isOver {
      if let divergence = try walkRound(roundsDone + 1, observer: observer) { return divergence }
    }
    return .completed(success: plan.success.flatMap { bar in evaluation.map(bar.isMet(by:)) })
  }

  private var isOver: Bool {
    if roundsDone >= plan.rounds { return true }
    guard let stopWhen = plan.stopWhen, let evaluation else { return false }
    return stopWhen.isMet(by: evaluation)
  }

  /// - Returns: how the run ended if it diverged in this round.
  private mutating func walkRound(_ round: Int, observer: any RunObserver) throws -> RunEnding? {
    let start = clock.seconds()
    let before = model
    let cohort = plan.cohort(round: round)
    if let opening = openings.last(where: { $0.afterRound == roundsDone }) { ledger = opening.ledger }
    var trained = try train(cohort, round: round)
    if let client = trained.diverged { return .diverged(round: round, client: client) }
    guard let after = trained.model else { return .diverged(round: round, client: nil) }
    try weighContributions(&trained, before: before, round: round)
    model = after
    evaluation = plan.isEvaluated(round: round) ? try evaluate(after, round: round) : nil
    if let evaluation, !evaluation.lossSum.isFinite { return .diverged(round: round, client: nil) }
    let rewards = try reward(trained.outcomes)
    roundsDone = round
    try observer.observe(
      .roundFinished(
        RoundOutcome(
          round: round, clients: trained.outcomes, model: after, modelDigest: Digest.of(after),
          evaluation: evaluation, rewards: rewards, seconds: clock.seconds() - start)))
    return nil
  }

  mutating func broadcast(_ parameters: [Float]) -> BroadcastModel {
    modelsSent += 1
    return BroadcastModel(parameters, number: modelsSent)
  }
}
