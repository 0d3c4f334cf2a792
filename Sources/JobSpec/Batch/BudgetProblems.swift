extension Batch {
  /// What the budget of tokens has wrong with the batch's jobs: a network that none of them is on, or an amount that the
  /// network's token cannot have.
  ///
  /// - Parameter jobs: the batch's; nil of one whose file is wrong, which may be on any network: then a network of nobody
  ///   else's is no more than a warning.
  package func budgetProblems(_ jobs: [Job?]) -> [Diagnostic] {
    let economies = jobs.compactMap { $0?.tokenomics }
    let decimals = Dictionary(economies.map { ($0.network, $0.token.decimals) }) { first, _ in first }
    let areKnown = jobs.allSatisfy { $0 != nil }
    return (budget?.tokens ?? []).compactMap { limit in
      guard let decimals = decimals[limit.network] else {
        return Diagnostic(
          .batch(.unknownNetwork(limit.network, known: decimals.keys.sorted())),
          severity: areKnown ? .error : .warning, place: limit.origin?.key)
      }
      return limit.amount.fault(decimals: decimals).map { Diagnostic($0, place: limit.origin?.value) }
    }
  }
}

extension TokenAmount {
  /// Why no token with so many decimals can have this amount; nil where it can.
  func fault(decimals: Int) -> Diagnostic.Kind? {
    if fractionDigits > decimals { return .tooManyDecimals(self, decimals: decimals) }
    return wholeDigits + decimals > Self.digitLimit ? .amountTooLarge(self, decimals: decimals) : nil
  }
}
