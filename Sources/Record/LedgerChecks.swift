import GRDB
import Tokenomics

/// What must hold in one network's ledger. All sums are in 128-bit integers.
enum LedgerChecks {
  static let all = [entries, rounds]

  /// The entries, taken one by one, give the balances; none is missing and genesis comes first.
  private static func entries(_ db: Database, _ network: String) throws -> [String] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM transfer WHERE network = ? ORDER BY sequence", arguments: [network])
    if let (_, gap) = try zip(rows, 1...).first(where: { try $0.0.count("sequence") != $0.1 }) {
      return ["entry \(gap) is missing"]
    }
    if try rows.drop(while: { try $0.text("reason") == "genesis" }).contains(where: {
      try $0.text("reason") == "genesis"
    }) {
      return ["there is a genesis after the first reward"]
    }
    let ledger = try Ledger().applying(
      try rows.map(LedgerRows.transfer), maxSupply: try maxSupply(db, network))
    let current = try LedgerRows.current(db, network: network)
    return differences(current, "account says", ledger, "the entries give")
      + (ledger.isBalanced ? [] : ["the balances do not add up to zero"])
  }

  /// The runs' rounds follow one another without gap or overlap, and each run opened with what those before
  /// it, and the settlements meanwhile, left.
  private static func rounds(_ db: Database, _ network: String) throws -> [String] {
    let genesis = try LedgerRows.genesis(db, network: network)
    var walk = LedgerWalk(
      try Ledger().applying(genesis), maxSupply: try maxSupply(db, network),
      settlements: try SettlementRows.moves(db, network: network))
    var findings: [String] = []
    for stretch in try stretches(db, network) {
      let opening = stretch.opening.ledger
      findings += try walk.settle(upTo: opening.height)
      if opening.height != walk.ledger.height {
        findings.append("run \(stretch.run) opens at height \(opening.height), not at \(walk.ledger.height)")
      }
      let expected = stretch.rewards.isEmpty ? walk.state(like: opening) : walk.ledger
      findings += differences(
        opening, "run \(stretch.run) opens with", expected, "the runs before it leave")
      for rewards in stretch.rewards { try walk.add(rewards) }
    }
    findings += try walk.settle(upTo: .max)
    let current = try LedgerRows.current(db, network: network)
    return findings + differences(current, "account says", walk.ledger, "the runs' rewards give")
  }

  private struct Stretch {
    var run: Int
    var opening: Opening
    /// By round.
    var rewards: [[Reward]]
  }

  /// By height; of the same height the one without rounds first.
  private static func stretches(_ db: Database, _ network: String) throws -> [Stretch] {
    let runs = try Int.fetchAll(
      db, sql: "SELECT run FROM run WHERE network = ? ORDER BY run", arguments: [network])
    let stretches = try runs.flatMap { run in
      let openings = try OpeningRows.fetch(db, run: run)
      let rewards = try RoundReading.rewards(db, run: run, afterRound: 0)
      let ends = openings.dropFirst().map(\.afterRound) + [rewards.count]
      return zip(openings, ends).map { opening, end in
        Stretch(
          run: run, opening: opening,
          rewards: Array(rewards.prefix(max(0, end)).dropFirst(max(0, opening.afterRound))))
      }
    }
    return stretches.sorted {
      ($0.opening.ledger.height, $0.rewards.count, $0.run) < (
        $1.opening.ledger.height, $1.rewards.count, $1.run
      )
    }
  }

  private static func maxSupply(_ db: Database, _ network: String) throws -> BaseUnits? {
    let row = try Row.fetchOne(db, sql: "SELECT max_supply FROM network WHERE name = ?", arguments: [network])
    return try row?.optionalText("max_supply") == nil ? nil : row?.amount("max_supply")
  }

  private static func differences(_ a: Ledger, _ aSays: String, _ b: Ledger, _ bSays: String) -> [String] {
    (a.balances + b.balances.filter { a.balance(of: $0.account) == 0 }).map(\.account)
      .filter { a.balance(of: $0) != b.balance(of: $0) }
      .map { "\($0): \(aSays) \(a.balance(of: $0)), \(bSays) \(b.balance(of: $0))" }
  }
}
