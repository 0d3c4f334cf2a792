import Determinism
import Record
import Reporting
import Tokenomics

/// Who earned what in a run: the sums, or one round with its evidence.
struct RewardsView {
  let run: StoredRun
  let round: Int?
  let token: StoredToken?
  let contribution: String
  let rounds: Int
  let earned: [Earning]
  /// By round, from the first, or of the one that was asked for.
  let rewards: [(round: Int, rewards: [Reward])]
  let standing: SettlementStanding
  let recordPath: String

  init(run: StoredRun, round: Int?, record: Record) throws {
    self.run = run
    self.round = round
    let fields = try record.fields(of: run.id)
    token = StoredToken(fields)
    contribution = fields.value(of: "tokenomics.contribution") ?? "samples"
    rounds = run.roundsDone
    standing = try SettlementStanding(of: run.id, in: record)
    recordPath = record.path
    if let round {
      guard (1...max(1, rounds)).contains(round), rounds > 0 else {
        throw Failure(.usage, "run \(run.id) has \(rounds) finished rounds, not a round \(round)")
      }
      rewards = [(round, try record.rewards(of: run.id, round: round))]
      earned = []
    } else {
      rewards = try record.rewards(of: run.id).enumerated().map { ($0.offset + 1, $0.element) }
      earned = try record.earnings(of: run.id)
    }
  }

  var text: String {
    guard let token else { return "Run \(run.id) of \(run.job) pays nobody: its job has no tokenomics." }
    let title = "Run \(run.id) of \(run.job), in \(token.symbol) on network \(token.network)"
    guard let round else {
      let table = EarningsTable(earnings: earned, decimals: token.decimals)
      return """
        \(title), \(rounds) rounds

        \(earned.isEmpty ? "  nobody earned anything" : table.text(indent: 2))

        \(standing.text(token))

        \(rules)
        Each round's evidence: \(Invocation.command("rewards \(run.id) --round 1", record: recordPath))
        """
    }
    return "\(title), round \(round)\n\n\(evidence(rewards.flatMap(\.rewards), token))\n\n\(rules)"
  }

  private func evidence(_ rewards: [Reward], _ token: StoredToken) -> String {
    guard !rewards.isEmpty else { return "  nobody earned anything" }
    var table = TextTable(
      ("account", .left), ("for", .left), ("earned", .right), ("weight", .right), ("of", .right),
      ("pot", .right))
    for reward in rewards {
      table.add(
        reward.account, reward.reason.rawValue, reward.amount.formatted(decimals: token.decimals),
        "\(reward.weight)",
        "\(reward.totalWeight)", reward.pot.formatted(decimals: token.decimals))
    }
    return table.text(indent: 2)
  }

  private var rules: String {
    let data =
      contribution == "samples"
      ? "the rows of an owner's clients in the cohort"
      : "how much the updates of an owner's clients lowered the test loss, each by itself, in units of 2^-32"
    return """
      data       weighed by \(data)
      compute    weighed by the row visits that an operator trained
      validator  weighed by stake, equal where nobody has one
      treasury   in equal parts
      """
  }

  /// For programs. Amounts are base units, as text.
  var json: JSON {
    return .object([
      ("run", .int(run.id)), ("network", run.network.map(JSON.string) ?? .null),
      ("symbol", token.map { .string($0.symbol) } ?? .null),
      ("decimals", token.map { .int($0.decimals) } ?? .null),
      ("rewards", .array(rewards.flatMap { round, rewards in rewards.map { $0.json(round: round) } })),
      ("settlement", standing.settlement?.json ?? .null),
      ("payable", .array(standing.payable.map(\.json))),
    ])
  }
}

extension Reward {
  fileprivate func json(round: Int) -> JSON {
    .object([
      ("round", .int(round)), ("account", .string(account)), ("reason", .string(reason.rawValue)),
      ("amount", .string(String(amount))), ("weight", .string(String(weight))),
      ("total_weight", .string(String(totalWeight))), ("pot", .string(String(pot))),
    ])
  }
}
