import Determinism
import Federation
import Kernel
import Planning
import Tokenomics
import WorkerProtocol

/// What a round's local training gave, in client order.
struct RoundTraining {
  var outcomes: [ClientOutcome]
  /// The first client whose training or update is not finite.
  var diverged: Int?
  /// The aggregate; nil if it is not finite.
  var model: [Float]?
  /// The updates themselves, kept only where the contribution rule needs them.
  var updates: [[Float]]
}

extension RoundWalk {
  mutating func train(_ cohort: [Int], round: Int) throws -> RoundTraining {
    let broadcast = broadcast(model)
    let rows = cohort.map { plan.clients[$0].rows }
    let work = cohort.map {
      Work(
        model: broadcast,
        kind: .train(round: round, client: $0, examples: plan.clients[$0].rows * plan.training.epochs),
        cost: plan.clients[$0].rows)
    }
    var fold = FedAvgRound(global: model, weights: rows)
    let keepsUpdates = plan.economy?.contribution == .lossReduction
    var outcomes: [ClientOutcome?] = Array(repeating: nil, count: cohort.count)
    var updates: [[Float]] = Array(repeating: [], count: keepsUpdates ? cohort.count : 0)
    var finite = Array(repeating: true, count: cohort.count)
    try crew.carryOut(work, round: round) { position, finding in
      guard case .trained(let reply, let worker) = finding else { return }
      outcomes[position] = ClientOutcome(
        reply, client: cohort[position], rows: rows[position], worker: worker)
      finite[position] = reply.finite
      if keepsUpdates { updates[position] = reply.update }
      fold.add(update: reply.update, position: position)
    }
    let diverged = [finite.firstIndex(of: false), fold.nonFinite].compactMap(\.self).min()
    return RoundTraining(
      outcomes: outcomes.compactMap(\.self), diverged: diverged.map { cohort[$0] }, model: fold.finish(),
      updates: updates)
  }
}

extension ClientOutcome {
  /// Until it is weighed otherwise, a client's contribution is its rows.
  fileprivate init(_ reply: TrainingReply, client: Int, rows: Int, worker: Int) {
    self.init(
      client: client, rows: rows, examples: reply.examples, steps: reply.steps, loss: reply.loss,
      updateDigest: Digest.of(reply.update), contribution: UInt64(rows), worker: worker,
      seconds: reply.seconds)
  }
}
