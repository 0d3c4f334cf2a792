extension Ledger {
  /// The ledger after all of the transfers, in order; its height stays as it is.
  ///
  /// - Parameter maxSupply: what minting may not exceed; nil means no limit.
  /// - Throws: the first transfer that breaks a rule. A batch is applied whole or not at all.
  package func applying(
    _ transfers: [Transfer], maxSupply: BaseUnits? = nil
  ) throws(LedgerError) -> Ledger {
    var next = self
    for (position, transfer) in transfers.enumerated() {
      let status = next.status(of: transfer, maxSupply: maxSupply)
      guard status == .ok else { throw LedgerError(position: position, transfer: transfer, status: status) }
      next.add(-transfer.amount, to: transfer.debit)
      next.add(transfer.amount, to: transfer.credit)
    }
    return next
  }

  /// The ledger after a round's rewards, one round higher even if nobody earned anything.
  package func afterRound(
    rewards: [Reward], maxSupply: BaseUnits? = nil
  ) throws(LedgerError) -> Ledger {
    var next = try applying(rewards.map(\.transfer), maxSupply: maxSupply)
    next.height += 1
    return next
  }

  /// What this ledger says to one transfer, without applying it.
  package func status(of transfer: Transfer, maxSupply: BaseUnits? = nil) -> TransferStatus {
    let mints = AccountOrder.areSame(transfer.debit, mintAccount)
    if transfer.amount <= 0 { return .amountMustBePositive }
    if AccountOrder.areSame(transfer.debit, transfer.credit) { return .accountsMustBeDifferent }
    if !mints && balance(of: transfer.debit) < transfer.amount { return .exceedsBalance }
    if balance(of: transfer.credit).addingReportingOverflow(transfer.amount).overflow {
      return .overflowsBalance
    }
    guard mints else { return .ok }
    let (supply, overflow) = supply.addingReportingOverflow(transfer.amount)
    if overflow { return .overflowsBalance }
    if let maxSupply, supply > maxSupply { return .exceedsMaxSupply }
    return .ok
  }

  private mutating func add(_ amount: BaseUnits, to account: String) {
    let index = insertionIndex(of: account)
    if !holds(account, at: index) {
      balances.insert(Balance(account: account, amount: amount), at: index)
    } else if balances[index].amount == -amount {
      balances.remove(at: index)
    } else {
      balances[index].amount += amount
    }
  }
}
