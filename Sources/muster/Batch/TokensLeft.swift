import Planning
import Record
import Tokenomics

/// What a batch's budget leaves to be emitted, by network.
struct TokensLeft: Sendable {
  /// As decimal numbers of tokens; a network that is not here has no limit.
  private let limits: [String: String]
  private var emitted: [String: BaseUnits] = [:]

  init(_ limits: [(network: String, amount: String)]) {
    self.limits = Dictionary(limits.map { ($0.network, $0.amount) }) { $1 }
  }

  mutating func take(_ amount: BaseUnits, on network: String) { emitted[network, default: 0] += amount }

  /// Why a plan may not be carried out: it may emit more than is left.
  ///
  /// - Parameter round: the rounds before are recorded.
  func refusal(of plan: Plan, after round: Int, in record: Record) throws -> String? {
    guard let rules = plan.economy, let limit = limits[rules.network] else { return nil }
    let spent = emitted[rules.network] ?? 0
    let wanted = rules.emission(
      overRounds: plan.rounds - round, from: try record.openingLedger(for: rules))
    let amount = try BaseUnits(decimal: limit, decimals: rules.decimals)
    guard wanted > amount - spent else { return nil }
    func words(_ amount: BaseUnits) -> String { amount.formatted(decimals: rules.decimals) }
    return "it may emit \(words(wanted)) \(rules.symbol) on \(rules.network), where the budget leaves "
      + words(max(0, amount - spent))
  }
}
