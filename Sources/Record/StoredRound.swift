package import Determinism
package import Kernel
package import Planning
package import Tokenomics

/// A finished round, without its model.
package struct StoredRound: Sendable, Equatable {
  package var round: Int
  /// The cohort, in client order.
  package var clients: [ClientOutcome]
  /// By client, a client's drop before its reassignment.
  package var decisions: [Decision]
  package var modelDigest: Digest
  package var evaluation: Evaluation?
  /// Sorted by reason, then account.
  package var rewards: [Reward]
  package var finished: Timestamp
  package var seconds: Double
}

extension StoredRound {
  /// The mean loss over all row visits of the round; 0 when there were none.
  package var trainingLoss: Double {
    let examples = clients.reduce(0) { $0 + $1.examples }
    return examples == 0 ? 0 : clients.reduce(0) { $0 + $1.loss * Double($1.examples) } / Double(examples)
  }

  /// What differs first between this round and the same round run again, in words; nil when all results are
  /// the same, bit for bit. Neither observations nor decisions, which are inputs, are compared.
  package func firstDifference(from again: RoundOutcome) -> String? {
    if clients.map(\.client) != again.clients.map(\.client) {
      return "round \(round): the cohort was \(clients.map(\.client)), now \(again.clients.map(\.client))"
    }
    for (before, after) in zip(clients, again.clients) {
      if let what = before.firstDifference(from: after) {
        return "round \(round), client \(before.client): \(what)"
      }
    }
    if modelDigest != again.modelDigest {
      let (before, now) = modelDigest.told(from: again.modelDigest)
      return "round \(round): the model was \(before), now \(now)"
    }
    if evaluation?.bits != again.evaluation?.bits || evaluation?.concordance != again.evaluation?.concordance
    {
      return "round \(round): the evaluation differs"
    }
    return firstDifference(from: again.rewards)
  }

  private func firstDifference(from again: [Reward]) -> String? {
    for (before, after) in zip(rewards, again) where before != after {
      return "round \(round): \(before.account) was paid \(before.amount) for \(before.reason.rawValue), "
        + "now \(after.account) \(after.amount) for \(after.reason.rawValue)"
    }
    return rewards.count == again.count
      ? nil : "round \(round): there were \(rewards.count) rewards, now \(again.count)"
  }
}

extension ClientOutcome {
  fileprivate func firstDifference(from again: ClientOutcome) -> String? {
    if rows != again.rows { return "it trained on \(rows) rows, now \(again.rows)" }
    if examples != again.examples { return "it visited \(examples) rows, now \(again.examples)" }
    if steps != again.steps { return "it took \(steps) steps, now \(again.steps)" }
    if updateDigest != again.updateDigest {
      let (before, now) = updateDigest.told(from: again.updateDigest)
      return "the update was \(before), now \(now)"
    }
    if loss.bitPattern != again.loss.bitPattern { return "the loss was \(loss), now \(again.loss)" }
    return contribution == again.contribution
      ? nil : "the contribution was \(contribution), now \(again.contribution)"
  }
}

extension Evaluation {
  fileprivate var bits: [UInt8] {
    var writer = CanonicalWriter()
    encode(to: &writer)
    return writer.bytes
  }
}
