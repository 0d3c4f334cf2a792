import Planning
import Tokenomics

extension RoundWalk {
  /// Pays for a round: owners by their clients' contributions, operators by the row visits their workers trained.
  mutating func reward(_ outcomes: [ClientOutcome]) throws -> [Reward] {
    guard let rules = plan.economy, let opening = ledger else { return [] }
    var claims = RoundClaims()
    for outcome in outcomes {
      let client = plan.clients[outcome.client]
      if let owner = client.owner { claims.data.append(.init(account: owner, weight: outcome.contribution)) }
      if let `operator` = client.operator {
        claims.compute.append(.init(account: `operator`, weight: UInt64(outcome.examples)))
      }
    }
    let rewards = rules.rewards(for: claims, at: opening)
    ledger = try opening.afterRound(rewards: rewards, maxSupply: rules.maxSupply)
    return rewards
  }
}
