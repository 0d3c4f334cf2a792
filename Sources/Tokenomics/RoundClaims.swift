/// Who asks for a share of one round's emission, and with what weight.
///
/// An account may claim more than once, an owner for each of its clients, say: its weights are added.
package struct RoundClaims: Sendable, Equatable {
  package struct Claim: Sendable, Equatable {
    package var account: String
    package var weight: UInt64

    package init(account: String, weight: UInt64) {
      self.account = account
      self.weight = weight
    }
  }

  /// Data owners, by what their data was worth: rows, or ``contributionWeight(lossBefore:lossAfter:)``.
  package var data: [Claim]
  /// Operators, by the row visits that their workers trained.
  package var compute: [Claim]

  package init(data: [Claim] = [], compute: [Claim] = []) {
    self.data = data
    self.compute = compute
  }
}

/// The loss that a client's update took away, in units of 2⁻³² rounded to the nearest: the only way from a
/// float to money, and it ends in an integer.
///
/// 0 when the loss did not fall or either value is NaN; `UInt64.max` from a fall of 2³² on.
package func contributionWeight(lossBefore: Double, lossAfter: Double) -> UInt64 {
  let units = ((lossBefore - lossAfter) * 0x1p32).rounded(.toNearestOrEven)
  guard units > 0 else { return 0 }
  return UInt64(exactly: units) ?? .max
}
