extension BaseUnits {
  /// Shares this amount in proportion to the weights, by the largest remainder method (Hamilton, 1792).
  ///
  /// Everyone first gets ⌊amount·weight/total⌋; what is left over, less than one unit each, goes one by one
  /// to the largest remainders, and of equal remainders to the earlier weight. The parts sum to the amount
  /// exactly, and a weight of zero gets nothing. All parts are zero when all weights are, or when the amount
  /// is not positive.
  package func shared(by weights: [UInt64]) -> [BaseUnits] {
    let total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
    guard self > 0, total > 0 else { return weights.map { _ in 0 } }
    let quotas = weights.map { total.dividingFullWidth(magnitude.multipliedFullWidth(by: UInt128($0))) }
    var parts = quotas.map { BaseUnits($0.quotient) }
    let leftOver = Int(self - parts.reduce(0, +))
    let byRemainder = weights.indices.sorted { a, b in
      (quotas[b].remainder, a) < (quotas[a].remainder, b)
    }
    for index in byRemainder.prefix(leftOver) { parts[index] += 1 }
    return parts
  }
}
