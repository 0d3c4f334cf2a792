import Determinism
import Federation
import Kernel
import Planning
import Tokenomics
import WorkerProtocol

/// What a round's local training gave, in client order.
struct RoundTraining {
  var outcomes: [ClientOutcome]
  /// The aggregate.
  var model: [Float]
  /// The updates themselves, kept only where the contribution rule needs them.
  var updates: [[Float]]
}

extension RoundWalk {
  /// - Throws: ``Divergence`` when a client's training, its update or the aggregate is not finite; the first such client
  ///   is named.
  mutating func train(_ cohort: [Int], round: Int) throws -> RoundTraining {
    let rows = cohort.map { plan.clients[$0].rows }
    let work = cohort.map {
      Work(
        model: model,
        kind: .train(round: round, client: $0, examples: plan.clients[$0].rows * plan.training.epochs))
    }
    var fold = FedAvgRound(global: model.parameters, weights: rows)
    let keepsUpdates = plan.economy?.contribution == .lossReduction
    var outcomes: [ClientOutcome?] = Array(repeating: nil, count: cohort.count)
    var updates: [[Float]] = Array(repeating: [], count: keepsUpdates ? cohort.count : 0)
    var finite = Array(repeating: true, count: cohort.count)
    try carryOut(work, round: round) { position, finding in
      guard case .trained(let reply, let update, let worker) = finding else { return }
      outcomes[position] = ClientOutcome(
        reply, client: cohort[position], rows: rows[position], updateDigest: Digest.of(update), worker: worker
      )
      finite[position] = reply.finite
      if keepsUpdates { updates[position] = update }
      fold.add(update: update, position: position)
    }
    let diverged = [finite.firstIndex(of: false), fold.nonFinite].compactMap(\.self).min()
    guard diverged == nil, let after = fold.finish() else {
      throw Divergence(round: round, client: diverged.map { cohort[$0] })
    }
    return RoundTraining(outcomes: outcomes.compactMap(\.self), model: after, updates: updates)
  }
}

extension ClientOutcome {
  /// Until it is weighed otherwise, a client's contribution is its rows.
  fileprivate init(_ reply: TrainingReply, client: Int, rows: Int, updateDigest: Digest, worker: Int) {
    self.init(
      client: client, rows: rows, examples: reply.examples, steps: reply.steps, loss: reply.loss,
      updateDigest: updateDigest, contribution: UInt64(rows), worker: worker, seconds: reply.seconds)
  }
}
