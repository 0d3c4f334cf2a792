import Planning
import Testing
import Tokenomics

@testable import Record

struct EarningTests {
  let folder = try! TemporaryFolder()

  private func record(_ rewards: [[(String, Reward.Reason, BaseUnits)]]) throws -> Record {
    var rules = Sample.rules
    rules.maxSupply = nil
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(economy: rules), environment: Sample.environment)
    for (index, rewards) in rewards.enumerated() {
      var outcome = Sample.outcome(index + 1, ledger: nil)
      outcome.rewards = rewards.map {
        Reward(account: $0.0, reason: $0.1, amount: $0.2, weight: 1, totalWeight: 1, pot: $0.2)
      }
      try writer.observe(.roundFinished(outcome))
    }
    return record
  }

  @Test func `sums are exact, of accounts in the order of their scalars, then of reasons`() throws {
    let large = BaseUnits(UInt64.max) * 1_000_000_000
    let record = try record([
      [
        ("zoe", .data, large), ("caf\u{e9}", .data, 1), ("cafe\u{301}", .data, 2), ("zoe", .compute, 5),
        ("\u{1f600}", .treasury, 7), ("\u{ffe6}", .treasury, 8),
      ],
      [("zoe", .validator, 3), ("zoe", .treasury, 4)],
      [("zoe", .data, large + 1), ("caf\u{e9}", .data, 10)],
    ])
    let expected: [(String, Reward.Reason, BaseUnits)] = [
      ("cafe\u{301}", .data, 2), ("caf\u{e9}", .data, 11), ("zoe", .data, 2 * large + 1),
      ("zoe", .compute, 5), ("zoe", .validator, 3), ("zoe", .treasury, 4), ("\u{ffe6}", .treasury, 8),
      ("\u{1f600}", .treasury, 7),
    ]
    let earnings = try record.earnings(of: 1)
    #expect(earnings == expected.map { Earning(account: $0.0, reason: $0.1, amount: $0.2) })
    #expect(zip(earnings, expected).allSatisfy { $0.account.utf8.elementsEqual($1.0.utf8) })
  }

  @Test func `nobody earned anything where nobody is paid`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: nil))
    #expect(try record.earnings(of: 1) == [])
  }

  @Test func `amounts that cannot be added up are an error`() throws {
    let record = try record([[("zoe", .data, 1)], [("zoe", .data, 1)]])
    try record.close()
    try tamper(folder.file(), "UPDATE reward SET amount = '\(BaseUnits.max)'")
    let reader = try Record.open(path: folder.file(), for: .reading)
    #expect(
      throws: RecordError.damaged(
        path: folder.file(), reason: "column amount holds no amount that can be added up")
    ) { try reader.earnings(of: 1) }
  }
}
