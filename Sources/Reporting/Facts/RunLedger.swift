import Determinism
import Record
import Tokenomics

/// What a run did to its network's ledger.
struct RunLedger {
  let token: StoredToken
  /// As the run found it.
  let opening: Ledger
  /// With the run's last round; other runs may have been paid meanwhile.
  let closing: Ledger
  /// By account, in the ledger's order.
  let earned: [(account: String, amounts: [Reward.Reason: BaseUnits])]

  /// - Returns: nil when the job pays nobody.
  init?(_ facts: RunFacts) {
    guard let token = StoredToken(facts.fields), let first = facts.openings.first,
      let last = facts.openings.last
    else { return nil }
    self.token = token
    opening = first.ledger
    closing = facts.rounds.filter { $0.round > last.afterRound }.reduce(last.ledger) { ledger, round in
      // What a ledger refuses was never recorded; an edited record is told of by `verify`.
      (try? ledger.afterRound(rewards: round.rewards)) ?? ledger
    }
    earned = facts.earned
  }

  /// All that the run paid.
  var paid: BaseUnits { earned.reduce(0) { $0 + Self.sum($1.amounts) } }

  func paid(for reason: Reward.Reason) -> BaseUnits { earned.reduce(0) { $0 + ($1.amounts[reason] ?? 0) } }

  static func sum(_ amounts: [Reward.Reason: BaseUnits]) -> BaseUnits { amounts.values.reduce(0, +) }

  /// An amount in tokens, with up to four decimals, further ones cut off: columns of them stand in line.
  func text(_ amount: BaseUnits) -> String {
    let parts = amount.formatted(decimals: token.decimals).split(
      separator: ".", omittingEmptySubsequences: false)
    let places = min(4, token.decimals)
    let fraction = (parts.count > 1 ? String(parts[1]) : "").prefix(places)
    let padded = fraction + String(repeating: "0", count: places - fraction.count)
    return Self.grouped(parts[0]) + (places > 0 ? "." + padded : "")
  }

  /// The same without zeros at its end, for an amount that stands alone.
  func brief(_ amount: BaseUnits) -> String {
    let text = text(amount)
    guard text.contains(".") else { return text }
    let kept = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(kept.reversed())
  }

  /// Digits in threes.
  private static func grouped(_ digits: Substring) -> String {
    Int(digits).map(Figures.grouped) ?? String(digits)
  }

  /// Whether some amount has more decimals than are shown.
  var isCut: Bool { token.decimals > 4 }

  /// For a chart, where a thousandth is not seen.
  func approximate(_ amount: BaseUnits) -> Double {
    (0..<token.decimals).reduce(Double(amount)) { value, _ in value / 10 }
  }
}

extension RunFacts {
  /// What the run paid to whom, by account in the ledger's order.
  var earned: [(account: String, amounts: [Reward.Reason: BaseUnits])] {
    earnings.reduce(into: []) { earned, earning in
      if earned.last?.account.utf8.elementsEqual(earning.account.utf8) != true {
        earned.append((earning.account, [:]))
      }
      earned[earned.count - 1].amounts[earning.reason, default: 0] += earning.amount
    }
  }
}
