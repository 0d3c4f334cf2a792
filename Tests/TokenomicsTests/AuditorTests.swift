import Determinism
import Testing
import Tokenomics

/// What a network's books must say, kept another way: the totals of debits and credits of every account.
private struct Auditor {
  private var debits: [String: BaseUnits] = [:]
  private var credits: [String: BaseUnits] = [:]

  func balance(of account: String) -> BaseUnits { credits[account, default: 0] - debits[account, default: 0] }

  mutating func judge(_ transfer: Transfer, maxSupply: BaseUnits) -> TransferStatus {
    guard transfer.amount > 0 else { return .amountMustBePositive }
    guard transfer.debit != transfer.credit else { return .accountsMustBeDifferent }
    if transfer.debit == "@mint" {
      guard transfer.amount - balance(of: "@mint") <= maxSupply else { return .exceedsMaxSupply }
    } else {
      guard balance(of: transfer.debit) >= transfer.amount else { return .exceedsBalance }
    }
    debits[transfer.debit, default: 0] += transfer.amount
    credits[transfer.credit, default: 0] += transfer.amount
    return .ok
  }
}

struct AuditorTests {
  @Test(arguments: seeds) func `an independent auditor agrees with every reply and balance`(seed: UInt64) {
    var random = randomStream(seed: seed)
    let accounts = ["@mint", "ann", "bob", "cid", "dan"]
    let maxSupply: BaseUnits = 10_000
    var auditor = Auditor()
    var ledger = Ledger()
    var seen: Set<TransferStatus> = []
    for _ in 0..<3000 {
      let transfer = Transfer(
        debit: accounts[random.below(5)], credit: accounts[random.below(5)],
        amount: BaseUnits(random.below(3000)) - 10)
      let status = ledger.status(of: transfer, maxSupply: maxSupply)
      #expect(status == auditor.judge(transfer, maxSupply: maxSupply), "seed \(seed): \(transfer)")
      seen.insert(status)
      if let next = try? ledger.applying([transfer], maxSupply: maxSupply) { ledger = next }
      #expect(
        accounts.map(ledger.balance(of:)) == accounts.map(auditor.balance(of:)), "seed \(seed): \(transfer)")
      #expect(ledger.isBalanced && ledger.supply <= maxSupply, "seed \(seed): \(transfer)")
    }
    #expect(seen == Set(TransferStatus.allCases).subtracting([.overflowsBalance]), "seed \(seed)")
  }

  @Test(arguments: seeds) func `a network conserves tokens and never passes its maximum supply`(seed: UInt64)
    throws
  {
    var random = randomStream(seed: seed)
    for _ in 0..<30 {
      let rules = randomEconomy(&random)
      var ledger = try Ledger().applying(rules.genesisTransfers(), maxSupply: rules.maxSupply)
      var paid: [String: BaseUnits] = [:]
      for balance in rules.genesis { paid[balance.account, default: 0] += balance.amount }
      for round in 0..<40 {
        let emission = rules.emission(at: ledger)
        let rewards = rules.rewards(for: randomClaims(&random), at: ledger)
        #expect(rewards.reduce(0) { $0 + $1.amount } == emission, "seed \(seed), round \(round)")
        for reward in rewards { paid[reward.account, default: 0] += reward.amount }
        ledger = try ledger.afterRound(rewards: rewards, maxSupply: rules.maxSupply)
        #expect(ledger.isBalanced && ledger.height == round + 1, "seed \(seed), round \(round)")
      }
      for (account, amount) in paid { #expect(ledger.balance(of: account) == amount, "seed \(seed)") }
      #expect(ledger.supply == rules.maxSupply, "seed \(seed)")
    }
  }

  /// Rules that reach their maximum supply within forty rounds.
  private func randomEconomy(_ random: inout RandomStream) -> EconomyRules {
    let perRound = BaseUnits(random.magnitude(upToBits: 110)) + 1
    var rules = economy(
      emissionPerRound: perRound, halvingEvery: 5 + random.below(20), maxSupply: 5 * perRound)
    rules.genesis = [.init(account: "ann", amount: perRound / 3)]
    rules.dataShare = random.below(10_001)
    rules.computeShare = random.below(10_001 - rules.dataShare)
    rules.validatorShare = random.below(10_001 - rules.dataShare - rules.computeShare)
    rules.treasuryShare = 10_000 - rules.dataShare - rules.computeShare - rules.validatorShare
    rules.validators = ["val", "ann"].map {
      .init(account: $0, stake: BaseUnits(random.magnitude(upToBits: 127)))
    }
    rules.treasuries = ["dao"]
    return rules
  }

  /// At least one positive weight in each list.
  private func randomClaims(_ random: inout RandomStream) -> RoundClaims {
    let names = ["ann", "bob", "cid"]
    func claims() -> [RoundClaims.Claim] {
      (0..<1 + random.below(8)).map { _ in
        .init(account: names[random.below(3)], weight: UInt64(random.magnitude(upToBits: 64)) | 1)
      }
    }
    return RoundClaims(data: claims(), compute: claims())
  }
}
