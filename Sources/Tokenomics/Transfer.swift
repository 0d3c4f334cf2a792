/// Where newly minted tokens come from. Its balance is minus the supply; no participant may have this name.
package let mintAccount = "@mint"

/// Where tokens go that a settlement paid out on a chain. No participant may have this name.
package let settledAccount = "@settled"

/// One double entry: `amount` > 0 leaves `debit` and reaches `credit`.
///
/// A debit of ``mintAccount`` mints, a credit of it burns.
package struct Transfer: Sendable, Equatable {
  package var debit: String
  package var credit: String
  package var amount: BaseUnits

  package init(debit: String, credit: String, amount: BaseUnits) {
    self.debit = debit
    self.credit = credit
    self.amount = amount
  }
}

/// What a ledger says to a transfer: `ok`, or the first of these rules that it breaks.
package enum TransferStatus: String, Sendable, CaseIterable {
  case ok
  case amountMustBePositive = "amount_must_be_positive"
  case accountsMustBeDifferent = "accounts_must_be_different"
  /// The debit account holds less than the amount. Never said of ``mintAccount``.
  case exceedsBalance = "exceeds_balance"
  /// A balance would leave the range of 128-bit integers.
  case overflowsBalance = "overflows_balance"
  case exceedsMaxSupply = "exceeds_max_supply"
}

/// The first transfer of a batch that a ledger refused, and why. None of the batch was applied.
package struct LedgerError: Error, Equatable, CustomStringConvertible {
  /// Its place in the batch, from 0.
  package var position: Int
  package var transfer: Transfer
  package var status: TransferStatus

  package init(position: Int, transfer: Transfer, status: TransferStatus) {
    self.position = position
    self.transfer = transfer
    self.status = status
  }

  package var description: String {
    "transfer \(position) of \(transfer.amount) from \(transfer.debit) to \(transfer.credit): \(status.rawValue)"
  }
}
