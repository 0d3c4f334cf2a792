package struct Participant: Sendable, Equatable {
  package enum Role: String, Sendable, CaseIterable { case data, compute, validator, treasury }

  package var name = ""
  package var roles: [Role] = []
  /// The payout address on the job's chain, in that chain's own spelling.
  package var payout: String?
  package var stake: TokenAmount?

  package init() {}
}

/// A decimal amount of tokens as the user wrote it, before the token's decimals turn it into base units.
package struct TokenAmount: Sendable, Equatable {
  /// Digits with at most one point and no sign, without leading or trailing zeros: "0", "12", "0.5".
  package let text: String

  package init(uncheckedText text: String) {
    self.text = text
  }
}

package struct Chain: Sendable, Equatable {
  package enum Target: String, Sendable, CaseIterable {
    case ethereum, optimism, arbitrum, solana, cosmos, polkadot, bittensor
  }

  package var target = Target.ethereum
  /// The token's contract or mint address on the target.
  package var tokenContract: String?

  package init() {}
}

package struct TokenomicsSection: Sendable, Equatable {
  package struct Token: Sendable, Equatable {
    package var symbol = ""
    package var decimals = 18
    package var maxSupply: TokenAmount?

    package init() {}
  }

  package struct Emission: Sendable, Equatable {
    package var perRound = TokenAmount(uncheckedText: "0")
    /// The emission halves after every so many rounds of the network; nil means never.
    package var halvingEvery: Int?

    package init() {}
  }

  /// Shares of each round's emission; they sum to 1. In basis points, so that no float reaches money.
  package struct Split: Sendable, Equatable {
    package var data = 0
    package var compute = 0
    package var validator = 0
    package var treasury = 0

    package init() {}
  }

  /// What a data owner's part of a round's data share is measured by.
  package enum Contribution: String, Sendable, CaseIterable {
    case samples
    case lossReduction = "loss_reduction"
  }

  package struct GenesisBalance: Sendable, Equatable {
    package var account: String
    package var amount: TokenAmount

    package init(account: String, amount: TokenAmount) {
      self.account = account
      self.amount = amount
    }
  }

  package var network = ""
  package var token = Token()
  /// In the order of the file; minted once, when the network first appears in a record.
  package var genesis: [GenesisBalance] = []
  package var emission = Emission()
  package var split = Split()
  package var contribution = Contribution.samples

  package init() {}
}
