import JobSpec
import Tokenomics

/// The network's rules with every amount in base units, or what is wrong with the amounts.
func economyRules(_ job: Job) -> (rules: EconomyRules?, problems: [Problem]) {
  guard let section = job.tokenomics else { return (nil, []) }
  var amounts = AmountReader(decimals: section.token.decimals)
  let maxSupply = section.token.maxSupply.map { amounts.read($0, at: "tokenomics.token.max_supply") }
  let genesis = section.genesis.map {
    Ledger.Balance(
      account: $0.account, amount: amounts.read($0.amount, at: "tokenomics.genesis.\($0.account)"))
  }
  let perRound = amounts.read(section.emission.perRound, at: "tokenomics.emission.per_round")
  let validators = job.accounts(withRole: .validator).map { name in
    let stake = job.participants.first { $0.name == name }?.stake
    return EconomyRules.Validator(
      account: name, stake: stake.map { amounts.read($0, at: "participants.\(name).stake") } ?? 0)
  }
  let rules = EconomyRules(
    network: section.network, symbol: section.token.symbol, decimals: section.token.decimals,
    maxSupply: maxSupply,
    genesis: Ledger(balances: genesis).balances, emissionPerRound: perRound,
    halvingEvery: section.emission.halvingEvery, dataShare: section.split.data,
    computeShare: section.split.compute,
    validatorShare: section.split.validator, treasuryShare: section.split.treasury,
    contribution: section.contribution == .samples ? .samples : .lossReduction, validators: validators,
    treasuries: job.accounts(withRole: .treasury))
  let problems = amounts.problems + supplyProblems(rules) + ownerProblems(job)
  return (problems.isEmpty ? rules : nil, problems)
}

private struct AmountReader {
  let decimals: Int
  var problems: [Problem] = []

  init(decimals: Int) {
    self.decimals = decimals
  }

  mutating func read(_ amount: TokenAmount, at path: String) -> BaseUnits {
    do {
      return try BaseUnits(decimal: amount.text, decimals: decimals)
    } catch {
      problems.append(
        Problem(
          path: path, code: "amount", message: "\(amount.text) cannot be held in base units: \(error)",
          help:
            "a ledger holds amounts below 2^127 base units, of which \(decimals) decimals make 10^\(decimals) a token"
        ))
      return 0
    }
  }
}

private func supplyProblems(_ rules: EconomyRules) -> [Problem] {
  guard let maxSupply = rules.maxSupply else { return [] }
  var supply: BaseUnits = 0
  for balance in rules.genesis {
    let (sum, overflow) = supply.addingReportingOverflow(balance.amount)
    guard !overflow, sum <= maxSupply else {
      return [
        Problem(
          path: "tokenomics.genesis", code: "genesis-supply",
          message: "the genesis balances exceed the maximum supply",
          help: "lower them or raise `token.max_supply`")
      ]
    }
    supply = sum
  }
  return []
}

private func ownerProblems(_ job: Job) -> [Problem] {
  guard let split = job.tokenomics?.split, split.data > 0, job.data.owners.isEmpty else { return [] }
  return [
    Problem(
      path: "tokenomics.split.data", code: "no-owners",
      message: "a share goes to data owners, but no client has an owner",
      help: "list them in `data.owners`")
  ]
}
