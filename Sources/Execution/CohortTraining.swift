import Federation
import Kernel
import Planning
import Tokenomics
import WorkerProtocol

/// The training of one round's cohort as it comes in: what counts, what is waited for, and what was decided about those
/// who are late. Positions are those in the cohort, which is in client order.
struct CohortTraining {
  private let plan: Plan
  private let cohort: [Int]
  private let round: Int
  /// What was decided when the run was recorded; nil in a run of its own.
  private let recorded: [Decision]?
  private let keepsUpdates: Bool

  private var fold: FedAvgRound
  private var outcomes: [ClientOutcome?]
  private var finite: [Bool]
  /// Kept only where the contribution rule needs them.
  private var updates: [[Float]]
  /// Whose workers trained whom.
  private var operators: [String?]
  private var leftOut: [Int] = []

  init(_ plan: Plan, round: Int, model: [Float], recorded: [Decision]?) {
    self.plan = plan
    self.round = round
    self.recorded = recorded
    cohort = plan.cohort(round: round)
    keepsUpdates = plan.economy?.contribution == .lossReduction
    fold = FedAvgRound(
      global: model, weights: cohort.map { plan.clients[$0].rows }, counted: plan.counted)
    outcomes = Array(repeating: nil, count: cohort.count)
    finite = Array(repeating: true, count: cohort.count)
    updates = Array(repeating: [], count: keepsUpdates ? cohort.count : 0)
    operators = Array(repeating: nil, count: cohort.count)
    let dropped = (recorded ?? []).filter { $0.kind == .dropped }.map(\.client)
    for position in cohort.indices where dropped.contains(cohort[position]) { leaveOut(position) }
  }

  /// The positions that are to be trained: of a recorded run those that counted, else all.
  var wanted: [Int] {
    let open = cohort.indices.filter { !leftOut.contains($0) }
    return recorded == nil ? open : Array(open.prefix(plan.counted ?? cohort.count))
  }

  func work(for position: Int, model: BroadcastModel, pools: [CrewPool]) -> Work {
    let client = plan.clients[cohort[position]]
    var work = Work(
      model: model,
      kind: .train(round: round, client: client.index, examples: client.rows * plan.training.epochs))
    work.home = plan.resident?.clients[client.index].pool
    if let `operator` = client.operator, pools.contains(where: { $0.operator == `operator` }) {
      work.preferred = `operator`
    }
    return work
  }

  mutating func take(_ trained: TrainedClient, at position: Int) {
    outcomes[position] = ClientOutcome(trained, of: plan.clients[cohort[position]])
    finite[position] = trained.reply.finite
    operators[position] = trained.operator
    if keepsUpdates { updates[position] = trained.update }
    fold.add(update: trained.update, position: position)
  }

  /// The positions that need not be waited for any more.
  var surplus: [Int] { fold.isComplete ? cohort.indices.filter { outcomes[$0] == nil } : [] }

  /// The deadline passed before the clients at these positions were done.
  ///
  /// - Returns: those that are given up.
  mutating func giveUp(late: [Int]) throws(ExecutionError) -> [Int] {
    guard recorded == nil, !late.isEmpty else { return [] }
    let count = outcomes.count { $0 != nil }
    if let counted = plan.counted, count >= counted { return leaveOut(late) }
    switch plan.onLate {
    case .reassign: return []
    case .fail:
      let clients = late.map { plan.clients[cohort[$0]].name }.joined(separator: ", ")
      throw .late(
        "round \(round)'s deadline passed before these clients were trained: \(clients)",
        knob: Patience.roundKnob)
    case .drop(let least):
      guard count >= least else { throw .tooFewClients(round: round, count: count, atLeast: least) }
      return leaveOut(late)
    }
  }

  private mutating func leaveOut(_ late: [Int]) -> [Int] {
    for position in late { leaveOut(position) }
    return late
  }

  private mutating func leaveOut(_ position: Int) {
    leftOut.append(position)
    fold.leaveOut(position: position)
  }

  /// - Throws: ``Divergence`` when a client's training, its update or the aggregate is not finite; the first such client
  ///   is named.
  func finish() throws -> RoundTraining {
    let included = fold.included
    let diverged = [included.first { !finite[$0] }, fold.nonFinite].compactMap(\.self).min()
    guard diverged == nil, let after = fold.finish() else {
      throw Divergence(round: round, client: diverged.map { cohort[$0] })
    }
    return RoundTraining(
      outcomes: included.compactMap { outcomes[$0] }, decisions: recorded ?? decisions, model: after,
      updates: keepsUpdates ? included.map { updates[$0] } : [])
  }

  /// Clients behind the last one that counts would not have counted anyway.
  private var decisions: [Decision] {
    let end = fold.included.count == plan.counted ? fold.included.last ?? 0 : cohort.count
    let dropped = leftOut.filter { $0 < end }.map { Decision(client: cohort[$0], kind: .dropped) }
    let reassigned = fold.included.compactMap { position -> Decision? in
      guard let planned = plan.clients[cohort[position]].operator, let actual = operators[position],
        actual != planned
      else { return nil }
      return Decision(client: cohort[position], kind: .reassigned(operator: actual))
    }
    return (dropped + reassigned).sorted { $0.client < $1.client }
  }
}

extension ClientOutcome {
  /// Until it is weighed otherwise, a client's contribution is its rows.
  fileprivate init(_ trained: TrainedClient, of client: Plan.Client) {
    let reply = trained.reply
    self.init(
      client: client.index, rows: client.rows, examples: reply.examples, steps: reply.steps, loss: reply.loss,
      updateDigest: trained.updateDigest, contribution: UInt64(client.rows), worker: trained.worker,
      seconds: reply.seconds)
  }
}
