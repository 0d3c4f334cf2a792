import Testing
import Tokenomics

struct EmissionTests {
  /// Bitcoin: 50 BTC halved every 210,000 blocks sums to 2,099,999,997,690,000 satoshi.
  @Test func `mints Bitcoin's supply to the satoshi`() {
    let rules = economy(emissionPerRound: 5_000_000_000, halvingEvery: 210_000)
    let total = (0..<64).reduce(BaseUnits(0)) { $0 + 210_000 * rules.emission(atHeight: $1 * 210_000) }
    #expect(total == 2_099_999_997_690_000)
    let heights = [0, 209_999, 210_000, 419_999, 420_000, 840_000, 6_929_999, 6_930_000, 13_440_000, Int.max]
    #expect(
      heights.map(rules.emission(atHeight:)) == [
        5_000_000_000, 5_000_000_000, 2_500_000_000, 2_500_000_000, 1_250_000_000, 312_500_000, 1, 0, 0, 0,
      ])
  }

  @Test func `leaves nothing of the largest amount after 127 halvings`() {
    let rules = economy(emissionPerRound: .max, halvingEvery: 1)
    #expect([126, 127, 128, 129, .max].map(rules.emission(atHeight:)) == [1, 0, 0, 0, 0])
  }

  @Test func `never halves without a period`() {
    #expect(economy(emissionPerRound: 7, halvingEvery: nil).emission(atHeight: .max) == 7)
    #expect(economy(emissionPerRound: 7, halvingEvery: 0).emission(atHeight: .max) == 7)
  }

  @Test(arguments: [
    (BaseUnits(0), BaseUnits(30)), (70, 30), (71, 29), (99, 1), (100, 0), (120, 0),
  ]) func `stops at the maximum supply`(supply: BaseUnits, expected: BaseUnits) throws {
    let rules = economy(emissionPerRound: 30, halvingEvery: nil, maxSupply: 100)
    let ledger = Ledger(
      balances: [.init(account: mintAccount, amount: -supply), .init(account: "ann", amount: supply)])
    #expect(rules.emission(at: ledger) == expected)
  }

  @Test func `mints the genesis balances in account order`() throws {
    var rules = economy(emissionPerRound: 0, halvingEvery: nil)
    rules.genesis = [
      .init(account: "zoë", amount: 3), .init(account: "Zed", amount: 2), .init(account: "none", amount: 0),
      .init(account: "ann", amount: 1),
    ]
    #expect(
      rules.genesisTransfers() == [
        Transfer(debit: "@mint", credit: "Zed", amount: 2),
        Transfer(debit: "@mint", credit: "ann", amount: 1),
        Transfer(debit: "@mint", credit: "zoë", amount: 3),
      ])
    #expect(try Ledger().applying(rules.genesisTransfers()).supply == 6)
  }
}

/// Rules with a split of 5000, 3000, 1500 and 500 basis points and nobody in them.
func economy(emissionPerRound: BaseUnits, halvingEvery: Int?, maxSupply: BaseUnits? = nil) -> EconomyRules {
  EconomyRules(
    network: "test", symbol: "TST", decimals: 6, maxSupply: maxSupply, genesis: [],
    emissionPerRound: emissionPerRound,
    halvingEvery: halvingEvery, dataShare: 5000, computeShare: 3000, validatorShare: 1500, treasuryShare: 500,
    contribution: .samples, validators: [], treasuries: [])
}
