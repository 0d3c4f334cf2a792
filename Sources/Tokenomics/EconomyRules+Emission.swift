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
    let scheduled = emission(atHeight: ledger.height)
    guard let maxSupply else { return scheduled }
    return max(0, min(scheduled, maxSupply - max(0, ledger.supply)))
  }

  /// What is minted before the network's first round, sorted by account.
  package func genesisTransfers() -> [Transfer] {
    genesis.filter { $0.amount > 0 }
      .sorted { AccountOrder.precedes($0.account, $1.account) }
      .map { Transfer(debit: mintAccount, credit: $0.account, amount: $0.amount) }
  }
}
