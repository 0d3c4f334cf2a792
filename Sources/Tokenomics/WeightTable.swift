/// The weights of those who share a pot: each account once, sorted, with a total that fits 64 bits.
struct WeightTable {
  private(set) var accounts: [String] = []
  private(set) var weights: [UInt64] = []

  /// Adds the weights of each account. When the total needs more than 64 bits, as stakes in base units may,
  /// every sum loses the same number of low bits, the fewest that make it fit.
  init(_ claims: [(account: String, weight: UInt128)]) {
    var sums: [UInt128] = []
    for claim in claims.sorted(by: { AccountOrder.precedes($0.account, $1.account) }) {
      if let last = accounts.last, AccountOrder.areSame(last, claim.account) {
        let (sum, overflow) = sums[sums.count - 1].addingReportingOverflow(claim.weight)
        sums[sums.count - 1] = overflow ? .max : sum
      } else {
        accounts.append(claim.account)
        sums.append(claim.weight)
      }
    }
    var shift = 0
    while Self.total(of: sums, shiftedBy: shift) == nil { shift += 1 }
    weights = sums.map { UInt64($0 >> UInt128(shift)) }
  }

  /// Everyone with the same weight.
  init(equally accounts: [String]) {
    self.init(accounts.map { ($0, 1) })
  }

  var total: UInt64 { weights.reduce(0, +) }

  /// nil when the total exceeds 64 bits.
  private static func total(of sums: [UInt128], shiftedBy shift: Int) -> UInt64? {
    var total: UInt64 = 0
    for sum in sums {
      guard let weight = UInt64(exactly: sum >> UInt128(shift)) else { return nil }
      let (next, overflow) = total.addingReportingOverflow(weight)
      if overflow { return nil }
      total = next
    }
    return total
  }
}
