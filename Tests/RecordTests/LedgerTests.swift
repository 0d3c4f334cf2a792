import Determinism
import Planning
import Testing
import Tokenomics

@testable import Record

struct LedgerTests {
  let folder = try! TemporaryFolder()

  private func played() throws -> String {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    try record.close()
    return folder.file()
  }

  @Test func `a ledger lives on from run to run`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    #expect(try record.openingLedger(for: Sample.rules).balances.map(\.amount) == [-5_000_000, 5_000_000])
    try record.playWhole(Sample.inputs("first"))
    let between = try record.openingLedger(for: Sample.rules)
    #expect(between.height == 3)
    try record.playWhole(Sample.inputs("second"))
    #expect(try record.openings(of: 2) == [Opening(afterRound: 0, ledger: between)])
    // Emission 1000001 twice, then half for two rounds, then a quarter for two; the genesis before.
    #expect(
      try record.ledger(of: "hospitals").supply == 5_000_000 + 2 * 1_000_001 + 2 * 500_000 + 2 * 250_000)
    #expect(try record.verify() == [])
  }

  @Test func `the schema forbids paying twice`() throws {
    _ = try played()
    #expect(
      try refusal(
        folder.file(),
        "INSERT INTO reward SELECT run, round, account, reason, '1', weight, total_weight, pot FROM reward LIMIT 1"
      )
        == "UNIQUE constraint failed: reward.run, reward.round, reward.account, reward.reason")
    #expect(
      try refusal(
        folder.file(),
        """
        INSERT INTO transfer SELECT network, sequence + 1000, debit, credit, amount, reason, run, round
        FROM transfer WHERE run = 1 LIMIT 1
        """) == "UNIQUE constraint failed: transfer.run, transfer.round, transfer.credit, transfer.reason")
    #expect(
      try refusal(
        folder.file(),
        """
        INSERT INTO transfer SELECT network, 1000, debit, credit, amount, reason, run, round
        FROM transfer WHERE reason = 'genesis'
        """) == "UNIQUE constraint failed: transfer.network, transfer.credit")
  }

  @Test(arguments: [
    "UPDATE transfer SET amount = '0'", "UPDATE transfer SET amount = '-1'",
    "UPDATE transfer SET amount = '01'",
    "UPDATE transfer SET amount = '1.5'", "UPDATE transfer SET debit = credit",
    "UPDATE account SET balance = '-1' WHERE name = 'mayo'", "UPDATE account SET balance = ''",
    "UPDATE reward SET weight = '-1'", "UPDATE evaluation SET loss_sum = NULL",
    "UPDATE round SET model_digest = 'x'",
    "UPDATE ending SET diverged_round = 1", "UPDATE transfer SET run = NULL WHERE run = 1",
    "INSERT INTO ending VALUES (1, 'succeeded', 1, NULL, NULL)", "UPDATE client_update SET client = 7",
    "UPDATE attempt SET finished = 'yesterday'", "UPDATE client SET label_counts = '12'",
    "UPDATE checkpoint SET round = 9", "UPDATE transfer SET round = 9 WHERE run = 1",
  ])
  func `the schema forbids`(sql: String) throws {
    _ = try played()
    #expect(try refusal(folder.file(), sql)?.contains("constraint failed") == true)
  }

  @Test func `balances beyond 64 bits are exact, in SQL too`() throws {
    var rules = Sample.rules
    rules.decimals = 18
    rules.maxSupply = nil
    rules.genesis = [
      Ledger.Balance(account: "mayo", amount: BaseUnits("123456789012345678901234567890123456789")!),
      Ledger.Balance(account: "small", amount: 5),
    ]
    let record = try Record.open(path: folder.file(), for: .writing())
    _ = try record.begin(Sample.inputs(economy: rules), environment: Sample.environment)
    #expect(
      try record.queue.lines("SELECT account, balance, symbol FROM balances") == [
        "@mint|-123456789012345678901.234567890123456794|CARE",
        "mayo|123456789012345678901.234567890123456789|CARE",
        "small|0.000000000000000005|CARE",
      ])
    #expect(try record.verify() == [])
  }

  @Test func `accounts that only look alike are two`() throws {
    var rules = Sample.rules
    rules.genesis = [
      Ledger.Balance(account: "caf\u{e9}", amount: 1), Ledger.Balance(account: "cafe\u{301}", amount: 2),
    ]
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: rules))
    #expect(try record.ledger(of: "hospitals").balance(of: "caf\u{e9}") == 1)
    #expect(try record.ledger(of: "hospitals").balance(of: "cafe\u{301}") == 2)
    #expect(try record.verify() == [])
  }
}
