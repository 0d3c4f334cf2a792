extension EconomyRules {
  /// What everybody earns for the round that follows `ledger`, sorted by reason, then account.
  ///
  /// The emission is shared among the four pots by basis points, each pot among its claimants by weight, both
  /// by ``BaseUnits/shared(by:)``: what is paid is the emission to the last unit. Only a pot that nobody can
  /// claim, because it has no claimant or all its weights are zero, is not minted. Whoever's part is zero is
  /// left out.
  package func rewards(for claims: RoundClaims, at ledger: Ledger) -> [Reward] {
    let shares = [dataShare, computeShare, validatorShare, treasuryShare].map { UInt64(max(0, $0)) }
    let pots = emission(at: ledger).shared(by: shares)
    return zip(Reward.Reason.allCases, pots).flatMap { reason, pot in
      rewards(from: pot, for: reason, to: claimants(of: reason, claims))
    }
  }

  private func claimants(of reason: Reward.Reason, _ claims: RoundClaims) -> WeightTable {
    switch reason {
    case .data: WeightTable(claims.data.map { ($0.account, UInt128($0.weight)) })
    case .compute: WeightTable(claims.compute.map { ($0.account, UInt128($0.weight)) })
    case .validator:
      // A network without stakes still has validators: they then share equally.
      validators.allSatisfy { $0.stake <= 0 }
        ? WeightTable(equally: validators.map(\.account))
        : WeightTable(validators.map { ($0.account, UInt128(max(0, $0.stake))) })
    case .treasury: WeightTable(equally: treasuries)
    }
  }

  private func rewards(from pot: BaseUnits, for reason: Reward.Reason, to claimants: WeightTable) -> [Reward]
  {
    let amounts = pot.shared(by: claimants.weights)
    let total = claimants.total
    return claimants.accounts.indices.filter { amounts[$0] > 0 }.map { index in
      Reward(
        account: claimants.accounts[index], reason: reason, amount: amounts[index],
        weight: claimants.weights[index], totalWeight: total, pot: pot)
    }
  }
}
