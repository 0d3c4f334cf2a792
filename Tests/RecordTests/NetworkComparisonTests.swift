import Determinism
import Planning
import Testing
import Tokenomics

@testable import Record

struct NetworkComparisonTests {
  let folder = try! TemporaryFolder()

  private func played(_ rules: EconomyRules = Sample.rules) throws -> Record {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: rules))
    return record
  }

  private func contradiction(_ differences: String...) -> RecordError {
    .contradiction(path: folder.file(), network: "hospitals", differences)
  }

  @Test func `a job that says the same may use the network`() throws {
    let record = try played()
    #expect(try record.openingLedger(for: Sample.rules).height == 3)
  }

  @Test func `other decimals are one difference, amounts being in tokens`() throws {
    let record = try played()
    var rules = Sample.rules
    rules.decimals = 18
    rules.maxSupply = try BaseUnits(decimal: "1000", decimals: 18)
    rules.genesis[0].amount = try BaseUnits(decimal: "5", decimals: 18)
    #expect(throws: contradiction("began with decimals 6, this job gives 18")) {
      try record.begin(Sample.inputs("other", economy: rules), environment: Sample.environment)
    }
    #expect(try record.runs().count == 1)
  }

  @Test func `all differences are told at once`() throws {
    let record = try played()
    var rules = Sample.rules
    rules.symbol = "COIN"
    rules.maxSupply = nil
    rules.genesis[0].amount += 1
    rules.genesis.append(Ledger.Balance(account: "mercy", amount: 2_500_000))
    let expected = contradiction(
      "began with symbol CARE, this job gives COIN", "began with max_supply 1000, this job gives none",
      "began with genesis mayo 5, this job gives 5.000001",
      "began without genesis mercy, this job gives 2.5")
    #expect(throws: expected) { try record.openingLedger(for: rules) }
    #expect(
      expected.description
        == "\(folder.file()): network hospitals began with symbol CARE, this job gives COIN; "
        + "began with max_supply 1000, this job gives none; began with genesis mayo 5, this job gives 5.000001; "
        + "began without genesis mercy, this job gives 2.5")
  }

  @Test func `what is given up is named`() throws {
    let record = try played()
    var rules = Sample.rules
    rules.genesis = []
    #expect(throws: contradiction("began with genesis mayo 5, this job gives none")) {
      try record.openingLedger(for: rules)
    }
  }

  @Test func `what comes later is named`() throws {
    var rules = Sample.rules
    rules.maxSupply = nil
    rules.genesis = []
    let record = try played(rules)
    #expect(
      throws: contradiction(
        "began without max_supply, this job gives 1000", "began without genesis mayo, this job gives 5")
    ) { try record.openingLedger(for: Sample.rules) }
  }

  @Test func `a resume is held to the network too`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(ending: .interrupted)
    var rules = Sample.rules
    rules.symbol = "COIN"
    #expect(throws: contradiction("began with symbol CARE, this job gives COIN")) {
      try record.resume(run: 1, economy: rules, environment: Sample.environment)
    }
  }

  @Test(arguments: ["-1", "39", "1099511627776"])
  func `decimals that no token has are refused and do not trap`(decimals: String) throws {
    try played().close()
    try tamper(
      folder.file(), "PRAGMA ignore_check_constraints = 1; UPDATE network SET decimals = \(decimals)")
    let reader = try Record.open(path: folder.file(), for: .reading)
    let expected = decimals == "-1" ? "count" : "number of decimals"
    #expect(
      throws: RecordError.damaged(path: folder.file(), reason: "column decimals holds no \(expected)")
    ) { try reader.openingLedger(for: Sample.rules) }
  }
}
