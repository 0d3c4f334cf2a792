import GRDB
import Tokenomics

/// What must hold in one network's ledger. All sums are in 128-bit integers.
enum LedgerChecks {
  static let all = [entries, rounds]

  /// The entries, taken one by one, give the balances; none is missing and genesis comes first.
  private static func entries(_ db: Database, _ network: String) throws -> [String] {
    let maxSupply = try maxSupply(db, network)
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM transfer WHERE network = ? ORDER BY sequence", arguments: [network])
    var (ledger, count, hasBegun) = (Ledger(), 0, false)
    // Applied many at a time: each time copies the ledger.
    var waiting: [Transfer] = []
    while let row = try rows.next() {
      count += 1
      if try row.count("sequence") != count { return ["entry \(count) is missing"] }
      let isGenesis = try row.text("reason") == "genesis"
      if isGenesis && hasBegun { return ["there is a genesis after the first reward"] }
      hasBegun = !isGenesis
      waiting.append(try LedgerRows.transfer(row))
      if waiting.count == 4096 {
        ledger = try ledger.applying(waiting, maxSupply: maxSupply)
        waiting.removeAll(keepingCapacity: true)
      }
    }
    ledger = try ledger.applying(waiting, maxSupply: maxSupply)
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
      let expected = stretch.rounds == 0 ? walk.state(like: opening) : walk.ledger
      findings += differences(
        opening, "run \(stretch.run) opens with", expected, "the runs before it leave")
      let rewards = try RoundReading.rewards(db, run: stretch.run, afterRound: stretch.opening.afterRound)
      for rewards in rewards.prefix(stretch.rounds) { try walk.add(rewards) }
    }
    findings += try walk.settle(upTo: .max)
    let current = try LedgerRows.current(db, network: network)
    return findings + differences(current, "account says", walk.ledger, "the runs' rewards and settlements give")
  }

  /// The rounds of a run that were rewarded without a pause.
  private struct Stretch {
    var run: Int
    var opening: Opening
    /// The last round of it; what the opening was after, if there is none.
    var end: Int

    var rounds: Int { max(0, end - opening.afterRound) }
  }

  /// By height; of the same height those without rounds first.
  private static func stretches(_ db: Database, _ network: String) throws -> [Stretch] {
    let runs = try Int.fetchAll(
      db, sql: "SELECT run FROM run WHERE network = ? ORDER BY run", arguments: [network])
    let stretches = try runs.flatMap { run in
      let openings = try OpeningRows.fetch(db, run: run)
      let last = try Int.fetchOne(db, sql: "SELECT count(*) FROM round WHERE run = ?", arguments: [run]) ?? 0
      let ends = openings.dropFirst().map(\.afterRound) + [last]
      return zip(openings, ends).map { Stretch(run: run, opening: $0, end: $1) }
    }
    return stretches.sorted {
      ($0.opening.ledger.height, $0.rounds, $0.run) < ($1.opening.ledger.height, $1.rounds, $1.run)
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
