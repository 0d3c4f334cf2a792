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
  /// By round, to be replayed; nil in a run of its own.
  let decisions: [Int: [Decision]]?
  private var roundsDone: Int
  private var last = LastRound()
  private var modelsSent = 1

  /// Of ``model``; nil when it is not evaluated, or not yet.
  var evaluation: Evaluation? { last.evaluation }

  init(plan: Plan, start: StartingPoint, crew: Crew, observer: any RunObserver) throws {
    self.plan = plan
    self.crew = crew
    self.observer = observer
    model = BroadcastModel(try start.model ?? plan.startingModel(), number: 1)
    openings = start.openings
    decisions = start.decisions
    roundsDone = start.roundsDone
    if roundsDone > 0 { last.follow(with: nil, evaluation: dueEvaluation) }
  }

  mutating func walk() throws -> RunEnding {
    do {
      while try !isOver() { try walkRound(roundsDone + 1) }
      try settle()
    } catch {
      // A round that is evaluated counts, whatever became of the next.
      try last.tell(observer)
      guard let divergence = error as? Divergence else { throw error }
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
    var trained = try train(round: round)
    try weighContributions(&trained, round: round)
    model = broadcast(trained.model)
    roundsDone = round
    let finished = FinishedRound(
      round: round, clients: trained.outcomes, decisions: trained.decisions, model: trained.model,
      rewards: try reward(trained), seconds: crew.clock.seconds() - start)
    last.follow(with: finished, evaluation: dueEvaluation)
  }

  private var dueEvaluation: ModelEvaluation? {
    plan.isEvaluated(round: roundsDone) ? ModelEvaluation(of: model, plan: plan) : nil
  }

  /// Evaluates the model if that is due, and tells what is left to tell.
  private mutating func settle() throws {
    try carryOut([], round: roundsDone, late: { _ in [] }, take: { _ in [] })
    try last.tell(observer)
  }

  /// Carries out tasks on ``model`` and, before them, what is left to do for the last round. Rounds are told while the
  /// workers are busy, not when they wait for what follows.
  ///
  /// - Parameters:
  ///   - late: is told the tasks that are late, by their places in `work`, and returns those that are given up.
  ///   - take: is given findings by their tasks' places in `work`, and returns tasks that are not wanted any more.
  mutating func carryOut(
    _ work: [Work], round: Int, late: ([Int]) throws -> [Int],
    take: ([(task: Int, finding: Finding)]) throws -> [Int]
  ) throws {
    var last = last
    defer { self.last = last }
    let (first, observer) = (last.work, observer)
    let count = first.count
    var missing = count + work.count
    try crew.carryOut(first + work, round: round) { tasks in
      try late(tasks.filter { $0 >= count }.map { $0 - count }).map { $0 + count }
    } hear: { findings in
      missing -= findings.count
      if findings.isEmpty { try last.tell(observer) }
      for (task, finding) in findings where task < count { last.take(finding, at: task) }
      try last.settle()
      if missing > 0 { try last.tell(observer) }
      let taken = findings.filter { $0.task >= count }.map { (task: $0.task - count, finding: $0.finding) }
      return try take(taken).map { $0 + count }
    }
  }

  mutating func broadcast(_ parameters: [Float]) -> BroadcastModel {
    modelsSent += 1
    return BroadcastModel(parameters, number: modelsSent)
  }
}
