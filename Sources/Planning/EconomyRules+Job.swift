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
  let validators = job.participants(withRole: .validator).map { participant in
    EconomyRules.Validator(
      account: participant.name,
      stake: participant.stake.map { amounts.read($0, at: "participants.\(participant.name).stake") } ?? 0)
  }
  let rules = EconomyRules(
    network: section.network, symbol: section.token.symbol, decimals: section.token.decimals,
    maxSupply: maxSupply,
    genesis: Ledger(balances: genesis).balances, emissionPerRound: perRound,
    halvingEvery: section.emission.halvingEvery, dataShare: section.split.data,
    computeShare: section.split.compute,
    validatorShare: section.split.validator, treasuryShare: section.split.treasury,
    contribution: section.contribution == .samples ? .samples : .lossReduction, validators: validators,
    treasuries: job.participants(withRole: .treasury).map(\.name))
  let problems = amounts.problems + supplyProblems(rules)
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
            "a ledger holds less than 2^127 base units, of which a token is 10^\(decimals)"
        ))
      return 0
    }
  }
}

private func supplyProblems(_ rules: EconomyRules) -> [Problem] {
  let maxSupply = rules.maxSupply ?? .max
  var supply: BaseUnits = 0
  for balance in rules.genesis {
    let (sum, overflow) = supply.addingReportingOverflow(balance.amount)
    guard !overflow, sum <= maxSupply else {
      return [
        Problem(
          path: "tokenomics.genesis", code: "genesis-supply",
          message: rules.maxSupply == nil
            ? "the genesis balances exceed what a ledger can hold"
            : "the genesis balances exceed the maximum supply",
          help: rules.maxSupply == nil ? "lower them" : "lower them, or raise `tokenomics.token.max_supply`")
      ]
    }
    supply = sum
  }
  return []
}
