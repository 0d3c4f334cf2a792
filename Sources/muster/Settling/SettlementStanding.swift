import Determinism
import Record
import Tokenomics

/// What of a run's rewards was paid out on a chain, and what is still owed.
struct SettlementStanding {
  /// nil while nothing was.
  let settlement: StoredSettlement?
  let payable: [Payable]

  init(of run: Int, in record: Record) throws {
    settlement = try record.settlement(of: run)
    payable = try record.payable(of: run)
  }

  func text(_ token: StoredToken) -> String {
    let rest = payable.reduce(BaseUnits(0)) { $0 + $1.amount }
    let owed = "\(rest.formatted(decimals: token.decimals)) \(token.symbol) payable"
    guard let settlement else { return "Not settled: \(owed)" }
    return "\(settlement.text(token)); \(owed)"
  }
}

extension StoredSettlement {
  func text(_ token: StoredToken) -> String {
    "Settled at \(settled) on \(target): \(total.formatted(decimals: token.decimals)) \(token.symbol) by root \(root)"
  }
}

extension Payable {
  var json: JSON { .object([("account", .string(account)), ("amount", .string(String(amount)))]) }
}
