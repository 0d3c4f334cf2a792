/// How a network pays for a round.
package struct EconomyRules: Sendable, Equatable {
  package enum Contribution: UInt8, Sendable { case samples, lossReduction }

  package struct Validator: Sendable, Equatable {
    package var account: String
    package var stake: BaseUnits

    package init(account: String, stake: BaseUnits) {
      self.account = account
      self.stake = stake
    }
  }

  package var network: String
  package var symbol: String
  package var decimals: Int
  package var maxSupply: BaseUnits?
  /// Minted once, when the network begins; sorted by account.
  package var genesis: [Ledger.Balance]
  package var emissionPerRound: BaseUnits
  package var halvingEvery: Int?
  /// Basis points of the emission, in the order of `Reward.Reason.allCases`; they sum to 10,000.
  package var dataShare: Int
  package var computeShare: Int
  package var validatorShare: Int
  package var treasuryShare: Int
  package var contribution: Contribution
  package var validators: [Validator]
  package var treasuries: [String]

  package init(
    network: String, symbol: String, decimals: Int, maxSupply: BaseUnits?, genesis: [Ledger.Balance],
    emissionPerRound: BaseUnits, halvingEvery: Int?, dataShare: Int, computeShare: Int, validatorShare: Int,
    treasuryShare: Int, contribution: Contribution, validators: [Validator], treasuries: [String]
  ) {
    self.network = network
    self.symbol = symbol
    self.decimals = decimals
    self.maxSupply = maxSupply
    self.genesis = genesis
    self.emissionPerRound = emissionPerRound
    self.halvingEvery = halvingEvery
    self.dataShare = dataShare
    self.computeShare = computeShare
    self.validatorShare = validatorShare
    self.treasuryShare = treasuryShare
    self.contribution = contribution
    self.validators = validators
    self.treasuries = treasuries
  }
}
