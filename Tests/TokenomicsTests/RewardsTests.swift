import Testing
import Tokenomics

struct RewardsTests {
  /// A network that splits 50, 30, 15 and 5 percent and mints 1000 a round.
  private let rules: EconomyRules = {
    var rules = economy(emissionPerRound: 1000, halvingEvery: nil)
    rules.validators = [.init(account: "vera", stake: 300), .init(account: "vic", stake: 100)]
    rules.treasuries = ["dao"]
    return rules
  }()

  @Test func `shares every pot by weight and says how`() {
    let claims = RoundClaims(
      data: [
        .init(account: "bob", weight: 20), .init(account: "ann", weight: 10),
        .init(account: "bob", weight: 30),
      ],
      compute: [.init(account: "op", weight: 77)])
    #expect(
      rules.rewards(for: claims, at: Ledger()) == [
        Reward(account: "ann", reason: .data, amount: 83, weight: 10, totalWeight: 60, pot: 500),
        Reward(account: "bob", reason: .data, amount: 417, weight: 50, totalWeight: 60, pot: 500),
        Reward(account: "op", reason: .compute, amount: 300, weight: 77, totalWeight: 77, pot: 300),
        Reward(account: "vera", reason: .validator, amount: 113, weight: 300, totalWeight: 400, pot: 150),
        Reward(account: "vic", reason: .validator, amount: 37, weight: 100, totalWeight: 400, pot: 150),
        Reward(account: "dao", reason: .treasury, amount: 50, weight: 1, totalWeight: 1, pot: 50),
      ])
  }

  @Test func `does not depend on the order of the claims`() {
    let data = ["dan", "ann", "cid", "bob"].enumerated().map {
      RoundClaims.Claim(account: $1, weight: UInt64($0 % 2 + 1))
    }
    let forward = rules.rewards(for: RoundClaims(data: data), at: Ledger())
    let backward = rules.rewards(for: RoundClaims(data: data.reversed()), at: Ledger())
    #expect(forward == backward)
  }

  @Test func `gives odd units to pots in the order of the roles and to accounts in their own`() {
    var rules = rules
    rules.emissionPerRound = 3
    (rules.dataShare, rules.computeShare, rules.validatorShare, rules.treasuryShare) = (
      2500, 2500, 2500, 2500
    )
    let claims = RoundClaims(
      data: [.init(account: "bob", weight: 1), .init(account: "Bob", weight: 1)],
      compute: [.init(account: "op", weight: 1)])
    #expect(
      rules.rewards(for: claims, at: Ledger()) == [
        Reward(account: "Bob", reason: .data, amount: 1, weight: 1, totalWeight: 2, pot: 1),
        Reward(account: "op", reason: .compute, amount: 1, weight: 1, totalWeight: 1, pot: 1),
        Reward(account: "vera", reason: .validator, amount: 1, weight: 300, totalWeight: 400, pot: 1),
      ])
  }

  @Test func `does not mint what nobody can claim`() {
    let nothing = RoundClaims(data: [.init(account: "ann", weight: 0), .init(account: "bob", weight: 0)])
    let rewards = rules.rewards(for: nothing, at: Ledger())
    #expect(rewards.map(\.account) == ["vera", "vic", "dao"])
    #expect(rewards.reduce(0) { $0 + $1.amount } == 200)
  }

  @Test func `leaves out whoever gets nothing`() {
    let claims = RoundClaims(data: [
      .init(account: "ann", weight: 1), .init(account: "bob", weight: 1_000_000),
    ])
    let rewards = rules.rewards(for: claims, at: Ledger()).filter { $0.reason == .data }
    #expect(
      rewards == [
        Reward(
          account: "bob", reason: .data, amount: 500, weight: 1_000_000, totalWeight: 1_000_001, pot: 500)
      ])
  }

  @Test func `lets validators without stakes share equally`() {
    var rules = rules
    rules.validators = ["wim", "vic", "vera"].map { .init(account: $0, stake: 0) }
    let rewards = rules.rewards(for: RoundClaims(), at: Ledger()).filter { $0.reason == .validator }
    #expect(rewards.map(\.account) == ["vera", "vic", "wim"])
    #expect(rewards.map(\.amount) == [50, 50, 50])
    #expect(rewards.map(\.totalWeight) == [3, 3, 3])
  }

  /// 5000, 3000 and 2000 tokens of 18 decimals add to 10²² base units, 74 bits: ten are dropped.
  @Test func `scales stakes that need more than 64 bits without changing their proportions`() {
    var rules = rules
    let token: BaseUnits = 1_000_000_000_000_000_000
    rules.validators = [("a", 5000), ("b", 3000), ("c", 2000)].map { .init(account: $0, stake: $1 * token) }
    let rewards = rules.rewards(for: RoundClaims(), at: Ledger()).filter { $0.reason == .validator }
    #expect(rewards.map(\.amount) == [75, 45, 30])
    #expect(
      rewards.map(\.weight) == [
        4_882_812_500_000_000_000, 2_929_687_500_000_000_000, 1_953_125_000_000_000_000,
      ])
    #expect(rewards.map(\.totalWeight) == Array(repeating: 9_765_625_000_000_000_000, count: 3))
  }

  @Test func `adds weights beyond 64 bits without a trap`() {
    let most = UInt64.max
    let claims = RoundClaims(
      data: [
        .init(account: "ann", weight: most), .init(account: "ann", weight: most),
        .init(account: "bob", weight: most),
      ])
    let data = rules.rewards(for: claims, at: Ledger()).filter { $0.reason == .data }
    #expect(data.map(\.amount) == [333, 167])
    var staked = rules
    staked.validators = ["a", "a", "a", "b"].map { .init(account: $0, stake: .max) }
    let validators = staked.rewards(for: RoundClaims(), at: Ledger()).filter { $0.reason == .validator }
    // The sum of "a" stops at 2¹²⁸−1, twice the stake of "b".
    #expect(validators.map(\.amount) == [100, 50])
  }

  @Test func `pays from the mint`() {
    let reward = Reward(account: "ann", reason: .data, amount: 9, weight: 1, totalWeight: 1, pot: 9)
    #expect(reward.transfer == Transfer(debit: "@mint", credit: "ann", amount: 9))
  }

  @Test(arguments: [
    (1.5, 1.0, UInt64(1) << 31), (1, 1, 0), (1, 2, 0), (.nan, 1, 0), (1, .nan, 0), (.infinity, .infinity, 0),
    (0x1p-32, 0, 1), (0x1p-33, 0, 0), (0x1.8p-32, 0, 2), (0x1.4p-31, 0, 2), (0.7, 0.2, 2_147_483_648),
    (0x1p31, 0, 1 << 63), (0x1p32, 0, .max), (.infinity, 1, .max), (1, -.infinity, .max), (1, .infinity, 0),
  ]) func `counts a fall of the loss in units of 2⁻³²`(before: Double, after: Double, expected: UInt64) {
    #expect(contributionWeight(lossBefore: before, lossAfter: after) == expected)
  }
}
