import Determinism
import Testing
import Tokenomics

@testable import Settlement

struct SettlementTests {
  static let run = SettledRun(
    network: "hospitals", key: .of("key"), digest: .of("record"), chain: .optimism,
    contract: "0x4200000000000000000000000000000000000042", symbol: "CARE", decimals: 6)

  private static let (anna, ben) = (
    "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955", "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f"
  )

  @Test func `the whole file`() throws {
    let settlement = try Settlement(
      run: Self.run,
      due: [
        Due(account: "clinic", amount: 30), Due(account: "anna", amount: 12), Due(account: "ben", amount: 5),
        Due(account: "nobody", amount: 7),
      ], payouts: ["anna": Self.anna, "ben": Self.ben, "clinic": Self.anna.lowercased(), "idle": Self.ben])
    #expect(settlement.total == 47)
    #expect(
      settlement.file.text(indented: false)
        == """
        {"format":"standard-v1","leafEncoding":["address","uint256"],"tree":[\
        "0x7a8e8b9e","LEAF","LEAF"],"values":[]}
        """)
  }

  @Test func `the order of what is due changes nothing`() throws {
    let due = [("anna", 12), ("ben", 5), ("clinic", 30)].map { Due(account: $0.0, amount: $0.1) }
    let payouts = ["anna": Self.anna, "ben": Self.ben, "clinic": Self.anna]
    let settlement = try Settlement(run: Self.run, due: due, payouts: payouts)
    #expect(try Settlement(run: Self.run, due: due.reversed(), payouts: payouts) == settlement)
    #expect(settlement.claims.map { $0.parts.map(\.account) } == [["anna", "clinic"], ["ben"]])
  }

  @Test func `what cannot be settled`() {
    func refusal(_ due: [Due], _ payouts: [String: String] = ["anna": anna, "ben": ben]) -> SettlementError? {
      do throws(SettlementError) {
        _ = try Settlement(run: Self.run, due: due, payouts: payouts)
        return nil
      } catch {
        return error
      }
    }
    let (anna, ben) = (Self.anna, Self.ben)
    #expect(refusal([]) == .nothingDue)
    #expect(refusal([Due(account: "nobody", amount: 1)]) == .nothingDue)
    #expect(refusal([Due(account: "anna", amount: 0)]) == .notPositive(account: "anna"))
    #expect(refusal([Due(account: "anna", amount: .max), Due(account: "ben", amount: 1)]) == .tooMuch)
    #expect(
      refusal([Due(account: "anna", amount: 1)], ["anna": "cosmos1xyz"])
        == .badAddress(account: "anna", reason: "it must start with 0x"))
  }

  @Test func `the chains and their numbers`() {
    #expect(
      SettlementChain.allCases.map { "\($0.rawValue) \($0.id)" } == [
        "ethereum 1", "optimism 10", "arbitrum 42161",
      ])
  }

  @Test(
    .enabled(if: EVM.isThere, "Scripts/setup installs pyrevm where PyPI can be had"), arguments: [1, 2, 7, 64])
  func `an EVM pays every claim once and nothing else`(count: Int) throws {
    let people = (1...count).map { "client-\($0)" }
    let payouts = people.map { person in
      (person, "0x" + Array(Digest.of(person).bytes.prefix(20)).hex)
    }
    let due = people.enumerated().map { Due(account: $1, amount: BaseUnits($0 + 1) * 1_000_000_000_000_000_000) }
    let settlement = try Settlement(
      run: Self.run, due: due, payouts: Dictionary(uniqueKeysWithValues: payouts))
    let lines = settlement.claims.map { claim in
      "\(claim.address.text) wrong amount: refused, wrong proof: refused, another's claim: refused, "
        + "claimed \(claim.amount), again: refused\n"
    }
    #expect(
      try EVM.claim(settlement.file.text())
        == lines.joined() + "left to claim 0\non another chain: refused\n")
  }
}
