package import Addresses
package import Tokenomics

/// What one address may claim: all that accounts with this payout address earned.
package struct Claim: Sendable, Equatable {
  package let address: Address
  /// Sorted by account, each once.
  package let parts: [Due]
  /// The sum of the parts, in base units.
  package let amount: BaseUnits

  /// keccak(keccak(abi.encode(address, uint256))): hashed twice, because what is encoded is as long as two nodes.
  package var leaf: [UInt8] {
    let encoded =
      [UInt8](repeating: 0, count: 12) + address.bytes + [UInt8](repeating: 0, count: 16)
      + stride(from: 120, through: 0, by: -8).map { UInt8(truncatingIfNeeded: amount >> BaseUnits($0)) }
    return Keccak256.digest(Keccak256.digest(encoded))
  }
}

/// What an account is owed.
package struct Due: Sendable, Equatable {
  package var account: String
  /// In base units, above 0.
  package var amount: BaseUnits

  package init(account: String, amount: BaseUnits) {
    self.account = account
    self.amount = amount
  }
}
