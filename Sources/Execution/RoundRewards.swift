import Planning
import Tokenomics

extension RoundWalk {
  /// Pays for a round: owners by their clients' contributions, operators by the row visits their workers trained. That
  /// these are the planned ones is true unless it was decided otherwise.
  mutating func reward(_ trained: RoundTraining) throws -> [Reward] {
    guard let rules = plan.economy, let opening = ledger else { return [] }
    var claims = RoundClaims()
    var operators: [Int: String] = [:]
    for decision in trained.decisions {
      if case .reassigned(let actual) = decision.kind { operators[decision.client] = actual }
    }
    for outcome in trained.outcomes {
      let client = plan.clients[outcome.client]
      if let owner = client.owner { claims.data.append(.init(account: owner, weight: outcome.contribution)) }
      if let `operator` = operators[client.index] ?? client.operator {
        claims.compute.append(.init(account: `operator`, weight: UInt64(outcome.examples)))
      }
    }
    let rewards = rules.rewards(for: claims, at: opening)
    ledger = try opening.afterRound(rewards: rewards, maxSupply: rules.maxSupply)
    return rewards
  }
}
