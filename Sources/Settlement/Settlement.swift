import Addresses
package import Tokenomics

/// What a chain needs in order to pay out a run: its claims, and the tree that proves each of them.
package struct Settlement: Sendable, Equatable {
  package let run: SettledRun
  /// Sorted by the bytes of the address, each address once.
  package let claims: [Claim]
  /// Of the claims' leaves, in the claims' order.
  package let tree: MerkleTree
  /// The sum of the claims, in base units.
  package let total: BaseUnits
  /// What is owed to accounts without a payout address, by account: it stays in the ledger.
  package let unpaid: [Due]

  /// - Parameters:
  ///   - due: what each account is owed, each account once; in any order.
  ///   - payouts: the payout addresses, by account.
  /// - Throws: `nothingDue` where there would be no claim.
  package init(run: SettledRun, due: [Due], payouts: [String: String]) throws(SettlementError) {
    var parts: [Address: [Due]] = [:]
    var unpaid: [Due] = []
    // Each address's parts come sorted, whatever order the dictionary has.
    for due in due.sorted(by: { $0.account.utf8.lexicographicallyPrecedes($1.account.utf8) }) {
      guard due.amount > 0 else { throw .notPositive(account: due.account) }
      guard let payout = payouts[due.account] else {
        unpaid.append(due)
        continue
      }
      parts[try Self.address(payout, of: due.account), default: []].append(due)
    }
    var claims: [Claim] = []
    for (address, parts) in parts {
      claims.append(Claim(address: address, parts: parts, amount: try Self.sum(parts.map(\.amount))))
    }
    claims.sort { $0.address.bytes.lexicographicallyPrecedes($1.address.bytes) }
    guard let tree = MerkleTree(leaves: claims.map(\.leaf)) else { throw .nothingDue }
    self.run = run
    self.claims = claims
    self.tree = tree
    self.unpaid = unpaid
    total = try Self.sum(claims.map(\.amount))
  }

  private static func address(_ text: String, of account: String) throws(SettlementError) -> Address {
    do throws(AddressError) {
      return try AddressFormat.evm.check(text)
    } catch {
      throw .badAddress(account: account, reason: error.description)
    }
  }

  private static func sum(_ amounts: [BaseUnits]) throws(SettlementError) -> BaseUnits {
    var total: BaseUnits = 0
    for amount in amounts {
      let (sum, overflow) = total.addingReportingOverflow(amount)
      if overflow { throw .tooMuch }
      total = sum
    }
    return total
  }
}
