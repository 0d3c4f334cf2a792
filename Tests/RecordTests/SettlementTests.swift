import Planning
import Testing
import Tokenomics

@testable import Record

struct SettlementTests {
  let folder = try! TemporaryFolder()

  private func played() throws -> Record {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    return record
  }

  private func refused(_ reason: String) -> RecordError { .refused(path: folder.file(), reason: reason) }

  @Test func `what an account earned in all rounds and for all reasons is payable`() throws {
    let record = try played()
    // Of 1000001 twice and 500000 once: 60% by 10 and 20 of 30, 20% compute, 10% each to validator and treasury.
    #expect(
      try record.payable(of: 1) == [
        Payable(account: "charite", amount: 1_000_000), Payable(account: "fund", amount: 250_000),
        Payable(account: "mayo", amount: 1_000_002), Payable(account: "mercy", amount: 250_000),
      ])
    #expect(throws: RecordError.unknownRun(path: folder.file(), run: 2)) { try record.payable(of: 2) }
  }

  @Test func `settling moves the amounts out of the ledger, once`() throws {
    let record = try played()
    let seal = try record.seal(of: 1)
    let before = try record.ledger(of: "hospitals")
    let settlement = try record.sampleSettlement(of: 1)
    try record.settle(run: 1, settlement)

    #expect(try record.settlement(of: 1) == settlement)
    #expect(try record.payable(of: 1).map(\.account) == ["fund", "mercy"])
    let after = try record.ledger(of: "hospitals")
    #expect(after.balance(of: settledAccount) == 2_000_002)
    #expect(after.balance(of: "charite") == 0 && after.balance(of: "mayo") == 5_000_000)
    #expect(after.supply == before.supply && after.isBalanced && after.height == before.height)
    #expect(try record.seal(of: 1) == seal)
    #expect(try record.isIntact(run: 1))
    #expect(try record.verify() == [])
    #expect(throws: refused("run 1 is settled already")) { try record.settle(run: 1, settlement) }
    #expect(try record.ledger(of: "hospitals") == after)
  }

  @Test func `the next run opens with what is left`() throws {
    let record = try played()
    try record.settle(run: 1, record.sampleSettlement(of: 1))
    let left = try record.ledger(of: "hospitals")
    try record.playWhole(Sample.inputs("next"))
    #expect(try record.openings(of: 2).map(\.ledger) == [left])
    try record.settle(run: 2, record.sampleSettlement(of: 2, to: ["mercy"]))
    try record.playWhole(Sample.inputs("last"))
    #expect(try record.verify().map(\.description) == [])
  }

  /// The network's ledger moves on while a run is interrupted; both are replayed from what they opened with.
  @Test(arguments: [0, 1, 2]) func `a run that was interrupted goes on from what a settlement left`(done: Int) throws {
    let record = try played()
    let writer = try record.begin(Sample.inputs("second"), environment: Sample.environment)
    if done > 0 { _ = try writer.play(1...done, from: writer.start.ledger) }
    try writer.observe(.ended(.interrupted))
    try record.settle(run: 1, record.sampleSettlement(of: 1))
    #expect(try record.verify().map(\.description) == [])

    let left = try record.ledger(of: "hospitals")
    let resumed = try record.resume(run: 2, economy: Sample.rules, environment: Sample.environment)
    #expect(resumed.start.ledger == left && resumed.start.afterRound == done)
    _ = try resumed.play(done + 1...3, from: left)
    try resumed.observe(.ended(.completed(success: true)))
    #expect(try record.openings(of: 2).map(\.afterRound) == (done == 0 ? [0] : [0, done]))
    #expect(try record.openings(of: 2).last?.ledger == left)
    #expect(try record.verify().map(\.description) == [])
    try record.settle(run: 2, record.sampleSettlement(of: 2))
    #expect(try record.verify().map(\.description) == [])
  }

  /// Opened before the settlement, and never a round.
  @Test func `a run without rounds may have opened before a settlement or after it`() throws {
    let record = try played()
    for name in ["before", "beside"] {
      try record.begin(Sample.inputs(name), environment: Sample.environment).observe(.ended(.interrupted))
    }
    try record.settle(run: 1, record.sampleSettlement(of: 1))
    try record.begin(Sample.inputs("after"), environment: Sample.environment).observe(.ended(.interrupted))
    #expect(try record.verify().map(\.description) == [])
  }

  @Test func `what is not all of what was earned is refused`() throws {
    let record = try played()
    let whole = try record.sampleSettlement(of: 1)
    func refusal(_ change: (inout StoredSettlement) -> Void) throws -> RecordError? {
      var settlement = whole
      change(&settlement)
      do {
        try record.settle(run: 1, settlement)
        return nil
      } catch { return error }
    }
    func misfit(_ reason: String) -> RecordError { refused("the settlement of run 1 does not fit: \(reason)") }
    #expect(try refusal { $0.entries = [] } == misfit("it pays nobody"))
    #expect(
      try refusal { $0.entries[0].amount -= 1 }
        == misfit("charite earned 1000000, the settlement pays out 999999"))
    #expect(
      try refusal { $0.entries[0].account = "@mint" } == misfit("@mint earned 0, the settlement pays out 1000000"))
    #expect(try refusal { $0.total += 1 } == misfit("its entries do not add up to 2000003"))
    #expect(try refusal { $0.entries.append($0.entries[1]) } != nil)
    #expect(try record.settlement(of: 1) == nil)
    #expect(try record.verify() == [])
  }

  @Test func `a run that goes on, or that pays nobody, is not settled`() throws {
    let record = try played()
    let settlement = try record.sampleSettlement(of: 1)
    try record.begin(Sample.inputs("open"), environment: Sample.environment).observe(.ended(.interrupted))
    try record.playWhole(Sample.inputs("free", economy: nil))
    #expect(throws: refused("run 2 has not ended; only a whole run can be settled")) {
      try record.settle(run: 2, settlement)
    }
    #expect(throws: refused("run 3 pays nobody; there is nothing to settle")) {
      try record.settle(run: 3, settlement)
    }
  }

  @Test(arguments: [
    (
      "UPDATE settlement_entry SET amount = '5' WHERE account = 'mayo'",
      [
        "run 1: its settlement does not fit: mayo earned 1000002, the settlement pays out 5",
        "run 1: mayo was settled with 5, the ledger moved 1000002",
      ]
    ),
    (
      "DELETE FROM settlement; DELETE FROM settlement_entry",
      [
        "run 1: the ledger moved 1000000 of charite, which no settlement tells of",
        "run 1: the ledger moved 1000002 of mayo, which no settlement tells of",
        "network hospitals: @settled: account says 2000002, the runs' rewards and settlements give 0",
      ]
    ),
    ("DELETE FROM settlement", ["record: 2 rows of settlement_entry refer to no row of settlement"]),
    (
      "DELETE FROM settlement_entry",
      ["run 1: its settlement does not fit: it pays nobody"]
    ),
    (
      "DELETE FROM transfer WHERE reason = 'settlement' AND debit = 'mayo'",
      ["run 1: mayo was settled with 1000002, the ledger moved nothing"]
    ),
    ("UPDATE settlement SET total = '1'", ["run 1: its settlement does not fit: its entries do not add up to 1"]),
    ("UPDATE settlement SET height = 2", ["network hospitals: run 1 was settled at height 2, not at 3"]),
    ("UPDATE settlement SET height = 9", ["network hospitals: run 1 was settled at height 9, not at 6"]),
    (
      "UPDATE account SET balance = '1' WHERE name = '@settled'",
      ["network hospitals: @settled: account says 1, the entries give 2000002"]
    ),
  ])
  func `a changed settlement is found`(sql: String, expected: [String]) throws {
    let record = try played()
    try record.settle(run: 1, record.sampleSettlement(of: 1))
    try record.playWhole(Sample.inputs("next"))
    try record.close()
    try tamper(folder.file(), sql)
    let found = try Record.open(path: folder.file(), for: .reading).verify().map(\.description)
    for finding in expected { #expect(found.contains(finding), "\(found)") }
  }

  @Test(arguments: [
    "UPDATE transfer SET credit = 'mayo' WHERE reason = 'settlement' AND debit = 'charite'",
    "UPDATE transfer SET credit = '@settled' WHERE reason = 'data'",
    "UPDATE transfer SET round = 1 WHERE reason = 'settlement'",
    "UPDATE transfer SET run = NULL WHERE reason = 'settlement'",
    "INSERT INTO transfer SELECT network, 999, debit, credit, amount, reason, run, round FROM transfer WHERE credit = '@settled'",
    "INSERT INTO settlement SELECT * FROM settlement", "UPDATE settlement_entry SET run = 7",
    "DELETE FROM settlement", "UPDATE settlement_entry SET amount = '-1'",
  ])
  func `the schema forbids`(sql: String) throws {
    let record = try played()
    try record.settle(run: 1, record.sampleSettlement(of: 1))
    try record.close()
    #expect(try refusal(folder.file(), sql)?.contains("constraint failed") == true)
  }

  @Test func `a reader cannot settle`() throws {
    try played().close()
    let reader = try Record.open(path: folder.file(), for: .reading)
    let settlement = try reader.sampleSettlement(of: 1)
    #expect(throws: RecordError.self) { try reader.settle(run: 1, settlement) }
    #expect(try reader.settlement(of: 1) == nil)
  }
}
