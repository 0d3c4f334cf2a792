package import Tokenomics

/// What an account earned in a run and is still owed.
package struct Payable: Sendable, Equatable {
  package var account: String
  package var amount: BaseUnits

  package init(account: String, amount: BaseUnits) {
    self.account = account
    self.amount = amount
  }
}

/// How a run's rewards were paid out on a chain.
package struct StoredSettlement: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package var account: String
    /// On the chain, as it was written there.
    package var address: String
    package var amount: BaseUnits

    package init(account: String, address: String, amount: BaseUnits) {
      self.account = account
      self.address = address
      self.amount = amount
    }
  }

  /// The chain's name.
  package var target: String
  package var chainID: Int
  /// The token's contract; nil where the job names none.
  package var token: String?
  /// What all claims are proved against.
  package var root: String
  /// The sum of the entries.
  package var total: BaseUnits
  package var settled: Timestamp
  /// One for each account, by account in the order of Unicode scalars.
  package var entries: [Entry]

  package init(
    target: String, chainID: Int, token: String?, root: String, total: BaseUnits, settled: Timestamp,
    entries: [Entry]
  ) {
    self.target = target
    self.chainID = chainID
    self.token = token
    self.root = root
    self.total = total
    self.settled = settled
    self.entries = entries
  }
}
