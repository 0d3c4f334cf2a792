import Determinism
import Testing
import Tokenomics

/// Scripts in which every line is a transfer (debit, credit, amount, expected status) or a balance (`account
/// = amount`).
struct LedgerTests {
  @Test func `says of every transfer whether it is right or which rule it breaks first`() {
    expect(
      """
      @mint ann 100 ok
      ann bob 30 ok
      ann = 70
      bob = 30
      @mint = -100
      ann bob 0 amount_must_be_positive
      ann bob -5 amount_must_be_positive
      ann ann -5 amount_must_be_positive
      ann ann 5 accounts_must_be_different
      ann ann 500 accounts_must_be_different
      @mint @mint 5 accounts_must_be_different
      ann bob 71 exceeds_balance
      cid bob 1 exceeds_balance
      ann bob 70 ok
      ann bob 1 exceeds_balance
      ann = 0
      bob = 100
      """)
  }

  @Test func `burns what is credited to the mint, and no more than was held`() {
    expect(
      """
      @mint ann 10 ok
      ann @mint 4 ok
      @mint = -6
      ann @mint 7 exceeds_balance
      ann @mint 6 ok
      @mint = 0
      ann = 0
      """)
  }

  @Test func `refuses to mint beyond the maximum supply`() {
    expect(
      """
      @mint ann 60 ok
      @mint bob 41 exceeds_max_supply
      @mint bob 40 ok
      @mint bob 1 exceeds_max_supply
      ann bob 60 ok
      bob @mint 10 ok
      @mint cid 11 exceeds_max_supply
      @mint cid 10 ok
      """, maxSupply: 100)
  }

  @Test func `refuses sums beyond 128 bits`() {
    expect(
      """
      @mint ann 170141183460469231731687303715884105727 ok
      @mint ann 1 overflows_balance
      @mint bob 1 overflows_balance
      ann bob 170141183460469231731687303715884105727 ok
      bob = 170141183460469231731687303715884105727
      @mint = -170141183460469231731687303715884105727
      """)
  }

  @Test func `tells canonically equivalent account names apart`() {
    expect(
      """
      @mint caf\u{e9} 5 ok
      @mint cafe\u{301} 7 ok
      caf\u{e9} = 5
      cafe\u{301} = 7
      caf\u{e9} cafe\u{301} 5 ok
      cafe\u{301} = 12
      """)
  }

  @Test func `applies a batch whole or not at all`() throws {
    let opening = try Ledger().applying([Transfer(debit: mintAccount, credit: "ann", amount: 10)])
    let wrong = Transfer(debit: "bob", credit: "ann", amount: 9)
    let error = LedgerError(position: 1, transfer: wrong, status: .exceedsBalance)
    #expect(throws: error) {
      try opening.applying([Transfer(debit: "ann", credit: "bob", amount: 8), wrong])
    }
    #expect(error.description == "transfer 1 of 9 from bob to ann: exceeds_balance")
    #expect(opening.balance(of: "ann") == 10)
  }

  @Test func `rises by one for each round, rewarded or not`() throws {
    let reward = Reward(account: "ann", reason: .data, amount: 4, weight: 1, totalWeight: 1, pot: 4)
    let ledger = try Ledger(height: 7).afterRound(rewards: [reward]).afterRound(rewards: [])
    #expect(ledger.height == 9)
    #expect(ledger.balances == [.init(account: "@mint", amount: -4), .init(account: "ann", amount: 4)])
    #expect(try ledger.applying([reward.transfer]).height == 9)
  }

  @Test func `sorts its balances by Unicode scalar and keeps no zeros`() {
    let names = ["zed", "@mint", "Zed", "ann", "\u{ff5e}", "\u{1f600}", "ann2"]
    let ledger = Ledger(
      balances: names.map { .init(account: $0, amount: 1) } + [.init(account: "nil", amount: 0)])
    #expect(
      ledger.balances.map(\.account) == ["@mint", "Zed", "ann", "ann2", "zed", "\u{ff5e}", "\u{1f600}"])
  }

  @Test(
    arguments: [
      ([], true),
      ([("@mint", -3), ("ann", 1), ("bob", 2)], true),
      ([("@mint", -3), ("ann", 1), ("bob", 1)], false),
      ([("@mint", -1), ("ann", -1), ("bob", 2)], false),
      ([("@mint", -2), ("ann", 1), ("ann", 1)], false),
      ([("ann", 1)], false),
      ([("@mint", 1)], false),
      ([("@mint", -2), ("ann", BaseUnits.max), ("bob", BaseUnits.max), ("cid", 4)], false),
      ([("@mint", BaseUnits.min), ("ann", BaseUnits.max), ("bob", 1)], false),
    ] as [([(String, BaseUnits)], Bool)]) func `is balanced when tokens are conserved`(
      balances: [(String, BaseUnits)], expected: Bool
    )
  {
    let ledger = Ledger(balances: balances.map { .init(account: $0.0, amount: $0.1) })
    #expect(ledger.isBalanced == expected)
  }

  @Test func `holds no trace of a detour`() throws {
    let ledger = Ledger(
      balances: [
        .init(account: "bob", amount: 2), .init(account: "@mint", amount: -3),
        .init(account: "ann", amount: 1),
      ],
      height: 5)
    let detour = try ledger.applying([
      Transfer(debit: "ann", credit: "cid", amount: 1), Transfer(debit: "cid", credit: "ann", amount: 1),
    ])
    #expect(detour == ledger)
  }

  private func expect(
    _ script: String, maxSupply: BaseUnits? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var ledger = Ledger()
    let lines = script.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      if words[1] == "=" { return "\(words[0]) = \(ledger.balance(of: words[0]))" }
      let transfer = Transfer(debit: words[0], credit: words[1], amount: BaseUnits(words[2])!)
      return "\(words[0]) \(words[1]) \(words[2]) \(apply(transfer, to: &ledger, maxSupply).rawValue)"
    }
    #expect(lines.joined(separator: "\n") == script, sourceLocation: sourceLocation)
    #expect(ledger.isBalanced, sourceLocation: sourceLocation)
  }

  private func apply(_ transfer: Transfer, to ledger: inout Ledger, _ maxSupply: BaseUnits?) -> TransferStatus
  {
    do throws(LedgerError) {
      ledger = try ledger.applying([transfer], maxSupply: maxSupply)
      return .ok
    } catch {
      return error.status
    }
  }
}
