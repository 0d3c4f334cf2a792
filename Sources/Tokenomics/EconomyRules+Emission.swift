extension EconomyRules {
  /// What one round may mint by the schedule alone: `emissionPerRound` halved, rounding down, after every
  /// `halvingEvery` rounds. This is Bitcoin's rule; 128 halvings leave nothing of any amount.
  ///
  /// - Parameter height: the rounds that the network has already rewarded.
  package func emission(atHeight height: Int) -> BaseUnits {
    guard let halvingEvery, halvingEvery > 0, height > 0 else { return emissionPerRound }
    return emissionPerRound >> BaseUnits(height / halvingEvery)
  }

  /// What the next round of this ledger may mint: the schedule's amount, or what is left up to `maxSupply`.
  package func emission(at ledger: Ledger) -> BaseUnits {
    capped(emission(atHeight: ledger.height), at: ledger)
  }

  /// What so many rounds from `ledger` on mint at most: era by era, so that a million rounds cost no more than ten.
  /// Ends at the largest amount that a ledger can hold.
  package func emission(overRounds rounds: Int, from ledger: Ledger) -> BaseUnits {
    var height = ledger.height
    var left = rounds
    var total: BaseUnits = 0
    while left > 0 {
      let era = halvingEvery.map { $0 - height % $0 } ?? left
      let count = min(left, era)
      let (amount, overflow) = emission(atHeight: height).multipliedReportingOverflow(by: BaseUnits(count))
      let (sum, carry) = total.addingReportingOverflow(amount)
      if overflow || carry { return capped(.max, at: ledger) }
      if amount == 0 { break }
      total = sum
      height += count
      left -= count
    }
    return capped(total, at: ledger)
  }

  private func capped(_ amount: BaseUnits, at ledger: Ledger) -> BaseUnits {
    let room = (maxSupply ?? .max) - max(0, ledger.supply)
    return max(0, min(amount, room))
  }

  /// What is minted before the network's first round, sorted by account.
  package func genesisTransfers() -> [Transfer] {
    genesis.filter { $0.amount > 0 }
      .sorted { AccountOrder.precedes($0.account, $1.account) }
      .map { Transfer(debit: mintAccount, credit: $0.account, amount: $0.amount) }
  }
}
