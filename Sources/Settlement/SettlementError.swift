/// Why nothing can be settled. Its description is a sentence without an end.
package enum SettlementError: Error, Sendable, Equatable {
  /// Nobody who has a payout address is owed anything.
  case nothingDue
  /// An account's payout is no address of the chain.
  case badAddress(account: String, reason: String)
  /// The amounts sum to 2^127 base units or more.
  case tooMuch
  /// An amount is 0 or less, which no run pays.
  case notPositive(account: String)
}

extension SettlementError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothingDue: "nobody who has a payout address is owed anything"
    case .badAddress(let account, let reason): "the payout address of \(account): \(reason)"
    case .tooMuch: "the amounts sum to 2^127 base units or more"
    case .notPositive(let account): "the amount that \(account) is owed is not above 0"
    }
  }
}
