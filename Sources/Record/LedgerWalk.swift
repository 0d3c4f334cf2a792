import Tokenomics

/// A network's ledger as its rounds and settlements made it, one after the other.
struct LedgerWalk {
  /// What the settlement of a run moved, and how many rounds the network had rewarded then.
  struct Settlement {
    var run: Int
    var height: Int
    var transfers: [Transfer]
  }

  private(set) var ledger: Ledger
  private let maxSupply: BaseUnits?
  /// Those still to come, by height.
  private var settlements: ArraySlice<Settlement>
  /// The ledger since its last round, before and after each settlement: any of them is what a run opened with that has
  /// finished no round.
  private var states: [Ledger]

  init(_ genesis: Ledger, maxSupply: BaseUnits?, settlements: [Settlement]) {
    ledger = genesis
    self.maxSupply = maxSupply
    self.settlements = settlements[...]
    states = [genesis]
  }

  mutating func add(_ rewards: [Reward]) throws(LedgerError) {
    ledger = try ledger.afterRound(rewards: rewards, maxSupply: maxSupply)
    states = [ledger]
  }

  /// Applies the settlements that were made until a height was passed.
  ///
  /// - Returns: those that were made where the rounds leave no room for them.
  mutating func settle(upTo height: Int) throws(LedgerError) -> [String] {
    var findings: [String] = []
    while let next = settlements.first, next.height <= height {
      settlements.removeFirst()
      if next.height != ledger.height {
        findings.append("run \(next.run) was settled at height \(next.height), not at \(ledger.height)")
      }
      ledger = try ledger.applying(next.transfers)
      states.append(ledger)
    }
    return findings
  }

  /// The state since the last round with the same balances; the last one if there is none.
  func state(like opening: Ledger) -> Ledger {
    states.first { $0.balances == opening.balances } ?? ledger
  }
}
