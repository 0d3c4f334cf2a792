import Determinism
import Federation
import Kernel
import Planning
import Tokenomics

/// A run on its way: the global model, the ledger and the round reached.
///
/// A round has one barrier: workers evaluate its model while they train the next round's clients from it, and the round is
/// told meanwhile. Only where the run may stop at an evaluation is that waited for first.
struct RoundWalk {
  let plan: Plan
  var crew: Crew
  let observer: any RunObserver
  var model: BroadcastModel
  /// The network's ledger; nil without tokenomics.
  var ledger: Ledger?
  private let openings: [StartingPoint.Opening]
  private var roundsDone: Int
  /// Of `model`; nil when it is not evaluated, or not yet.
  private(set) var evaluation: Evaluation?
  /// Of `model`, while it is due or under way.
  private var pending: ModelEvaluation?
  private var untold: UntoldRound?
  private var modelsSent = 1

  init(plan: Plan, start: StartingPoint, crew: Crew, observer: any RunObserver) {
    self.plan = plan
    self.crew = crew
    self.observer = observer
    model = BroadcastModel(start.model ?? plan.startingModel(), number: 1)
    openings = start.openings
    roundsDone = start.roundsDone
    if roundsDone > 0 { evaluateLater() }
  }

  mutating func walk() throws -> RunEnding {
    do {
      while try !isOver() { try walkRound(roundsDone + 1) }
      try settle()
    } catch let divergence as Divergence {
      return .diverged(round: divergence.round, client: divergence.client)
    }
    return .completed(success: plan.success.flatMap { bar in evaluation.map(bar.isMet(by:)) })
  }

  private mutating func isOver() throws -> Bool {
    if roundsDone >= plan.rounds { return true }
    guard let stopWhen = plan.stopWhen else { return false }
    try settle()
    return evaluation.map(stopWhen.isMet(by:)) ?? false
  }

  private mutating func walkRound(_ round: Int) throws {
    let start = crew.clock.seconds()
    if let opening = openings.last(where: { $0.afterRound == roundsDone }) { ledger = opening.ledger }
    var trained = try train(plan.cohort(round: round), round: round)
    try weighContributions(&trained, round: round)
    model = broadcast(trained.model)
    roundsDone = round
    untold = UntoldRound(
      round: round, clients: trained.outcomes, model: trained.model, rewards: try reward(trained.outcomes),
      seconds: crew.clock.seconds() - start)
    evaluateLater()
  }

  private mutating func evaluateLater() {
    evaluation = nil
    pending = plan.isEvaluated(round: roundsDone) ? ModelEvaluation(of: model, plan: plan) : nil
  }

  /// Evaluates the model if that is due, and tells the last round.
  private mutating func settle() throws {
    try carryOut([], round: roundsDone) { _, _ in }
  }

  /// Carries out tasks on ``model`` and, before them, what is left to do for the last round.
  mutating func carryOut(_ work: [Work], round: Int, each: (Int, Finding) throws -> Void) throws {
    var (pending, untold, evaluation) = (pending, untold, evaluation)
    (self.pending, self.untold) = (nil, nil)
    let observer = observer
    let first = pending?.work ?? []
    try crew.carryOut(first + work, round: round) { findings in
      for (task, finding) in findings where task < first.count { pending?.take(finding, at: task) }
      if let whole = pending?.whole { (evaluation, pending) = (whole, nil) }
      if pending == nil, let last = untold {
        untold = nil
        try last.tell(observer, evaluation: evaluation)
      }
      for (task, finding) in findings where task >= first.count { try each(task - first.count, finding) }
    }
    self.evaluation = evaluation
  }

  mutating func broadcast(_ parameters: [Float]) -> BroadcastModel {
    modelsSent += 1
    return BroadcastModel(parameters, number: modelsSent)
  }
}
