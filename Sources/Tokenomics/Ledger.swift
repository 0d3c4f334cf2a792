/// A network's ledger at one moment: what a run opens with.
package struct Ledger: Sendable, Equatable {
  package struct Balance: Sendable, Equatable {
    package var account: String
    package var amount: BaseUnits

    package init(account: String, amount: BaseUnits) {
      self.account = account
      self.amount = amount
    }
  }

  /// Sorted by account in Unicode scalar order, without zeros; `mintAccount` is among them once anything was
  /// minted.
  package internal(set) var balances: [Balance]
  /// How many rounds of this network have been rewarded, over all its runs: the clock of its emission.
  package internal(set) var height: Int

  /// - Parameter balances: each account once, in any order.
  package init(balances: [Balance] = [], height: Int = 0) {
    self.balances = balances.filter { $0.amount != 0 }.sorted {
      AccountOrder.precedes($0.account, $1.account)
    }
    self.height = height
  }

  /// 0 for an account that never appeared.
  package func balance(of account: String) -> BaseUnits {
    let index = insertionIndex(of: account)
    return holds(account, at: index) ? balances[index].amount : 0
  }

  /// All tokens that anyone holds, in base units.
  package var supply: BaseUnits {
    let (supply, overflow) = BaseUnits(0).subtractingReportingOverflow(balance(of: mintAccount))
    return overflow ? .max : supply
  }

  /// Conservation: nobody but the mint is below zero, and all balances sum to zero.
  package var isBalanced: Bool {
    var held: BaseUnits = 0
    for (index, balance) in balances.enumerated() {
      if index > 0, !AccountOrder.precedes(balances[index - 1].account, balance.account) { return false }
      if AccountOrder.areSame(balance.account, mintAccount) { continue }
      let (sum, overflow) = held.addingReportingOverflow(balance.amount)
      if balance.amount < 0 || overflow { return false }
      held = sum
    }
    return balance(of: mintAccount) == -held
  }

  /// Where `account` is, or where it would have to be inserted.
  func insertionIndex(of account: String) -> Int {
    var low = 0
    var high = balances.count
    while low < high {
      let middle = (low + high) / 2
      if AccountOrder.precedes(balances[middle].account, account) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func holds(_ account: String, at index: Int) -> Bool {
    index < balances.count && AccountOrder.areSame(balances[index].account, account)
  }
}
