extension Chain: Section {
  package static let about = "The chain that pays out."
  package static let fields: [Field<Self>] = [
    Field("target", \.target, .choice(), about: "Which chain.", example: "optimism"),
    Field(
      optional: "token", \.token, .section(), about: "The token there.",
      example: "{contract: \"0x4200000000000000000000000000000000000042\"}"),
  ]

  struct Token: Section {
    var contract = ""

    static let about = "The token on the chain."
    static let fields: [Field<Self>] = [
      Field(
        "contract", \.contract, .text(.address), about: "The address of its contract or mint.",
        example: "\"0x4200000000000000000000000000000000000042\"")
    ]
  }

  var token: Token? {
    get { tokenContract.map { Token(contract: $0) } }
    set { tokenContract = newValue?.contract }
  }
}

extension TokenomicsSection: Section {
  package static let about = "The network's token and how a round is paid."
  package static let fields: [Field<Self>] = [
    Field(
      "network", \.network, .text(.name), about: "The network, whose one ledger lives on from run to run.",
      example: "hospitals"),
    Field(
      "token", \.token, .section(), about: "The network's token.", example: "{symbol: CARE, decimals: 6}"),
    Field(
      "genesis", \.genesis, GenesisBalance.form, default: [],
      about: "What participants own when the network begins.", example: "{mayo: \"1000\", mercy: \"250.5\"}"),
    Field(
      "emission", \.emission, .section(), about: "What is minted for a round.",
      example: "{per_round: \"100\", halving_every: 1000}"),
    Field(
      "split", \.split, .section(), about: "Who shares a round's emission. The shares sum to 100%.",
      example: "{data: 60%, compute: 30%, treasury: 10%}"),
    Field(
      "contribution", \.contribution, .choice(), default: .samples,
      about:
        "What the data owners' share is divided by: rows trained on, or how much an update lowers the loss.",
      example: "loss_reduction"),
  ]
}

extension TokenomicsSection.Token: Section {
  package static let about = "The network's token."
  package static let fields: [Field<Self>] = [
    Field("symbol", \.symbol, .text(.symbol), about: "Its short name.", example: "CARE"),
    Field(
      "decimals", \.decimals, .integer(from: 0, to: 18), default: 18,
      about: "Digits after the point of one token.",
      example: "6"),
    Field(
      optional: "max_supply", \.maxSupply, .amount(), about: "The most tokens there will ever be.",
      example: "\"1000000\""),
  ]
}

extension TokenomicsSection.GenesisBalance {
  static let form: Form<[Self]> = .map(
    keys: .account, of: .amount(), join: { Self(account: $0, amount: $1) }, part: { ($0.account, $0.amount) })
}

extension TokenomicsSection.Emission: Section {
  package static let about = "What is minted for a round."
  package static let fields: [Field<Self>] = [
    Field(
      "per_round", \.perRound, .amount(), about: "Tokens for the network's first round.", example: "\"100\""),
    Field(
      optional: "halving_every", \.halvingEvery, .integer(from: 1, to: 1_000_000_000),
      about: "Rounds of the network after which the emission halves; never without it.", example: "1000"),
  ]
}

extension TokenomicsSection.Split: Section {
  package static let about = "Who shares a round's emission. The shares sum to 100%."
  package static let fields: [Field<Self>] = [
    share("data", \.data, about: "For the owners of the data, by their contribution."),
    share("compute", \.compute, about: "For those whose workers trained."),
    share("validator", \.validator, about: "For the validators, by their stake."),
    share("treasury", \.treasury, about: "For the treasury."),
  ]

  private static func share(_ key: String, _ slot: Slot<Self, Int>, about: String) -> Field<Self> {
    Field(key, slot, .basisPoints(), default: 0, about: about, example: "30%")
  }

  func share(of role: Participant.Role) -> Int {
    switch role {
    case .data: data
    case .compute: compute
    case .validator: validator
    case .treasury: treasury
    }
  }
}

extension Participant: Section {
  package static let about = "Someone with an account in the ledger."
  package static let fields: [Field<Self>] = [
    Field(
      "roles", \.roles, .list(of: .choice(), atLeast: 1, atMost: Role.allCases.count),
      about: "What they do for the network: own data, lend compute, validate, hold the treasury.",
      example: "[data, compute]"),
    Field(
      optional: "payout", \.payout, .text(.address), about: "Their address on the job's chain.",
      example: "\"0x70997970C51812dc3A010C7d01b50e0d17dc79C8\""),
    Field(
      optional: "stake", \.stake, .amount(), about: "Tokens at stake, which weigh a validator's share.",
      example: "\"5000\""),
  ]

  static let form: Form<[Participant]> = .map(
    keys: .account, of: .section(),
    join: { name, participant in
      var named = participant
      named.name = name
      return named
    },
    part: { ($0.name, $0) })
}
