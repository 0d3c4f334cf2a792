/// What one account earned in one round by one rule.
package struct Reward: Sendable, Equatable {
  package enum Reason: String, Sendable, CaseIterable { case data, compute, validator, treasury }

  package var account: String
  package var reason: Reason
  package var amount: BaseUnits
  /// The evidence: this account's weight and the weight of all who shared `pot`.
  package var weight: UInt64
  package var totalWeight: UInt64
  package var pot: BaseUnits

  package init(
    account: String, reason: Reason, amount: BaseUnits, weight: UInt64, totalWeight: UInt64, pot: BaseUnits
  ) {
    self.account = account
    self.reason = reason
    self.amount = amount
    self.weight = weight
    self.totalWeight = totalWeight
    self.pot = pot
  }

  /// The entry that pays it: every reward is newly minted.
  package var transfer: Transfer { Transfer(debit: mintAccount, credit: account, amount: amount) }
}
