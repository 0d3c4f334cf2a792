import Determinism
import GRDB
package import Tokenomics

/// A ledger that a run's rewards were reckoned from, beginning after `afterRound` of its rounds.
package struct Opening: Sendable, Equatable {
  package var afterRound: Int
  package var ledger: Ledger
}

enum OpeningRows {
  static func fetch(_ db: Database, run: Int) throws -> [Opening] {
    let openings = try Row.fetchAll(
      db, sql: "SELECT after_round, height FROM opening WHERE run = ? ORDER BY after_round", arguments: [run])
    return try openings.map { opening in
      let afterRound = try opening.count("after_round")
      let balances = try Row.fetchAll(
        db, sql: "SELECT account, amount FROM opening_balance WHERE run = ? AND after_round = ?",
        arguments: [run, afterRound])
      let ledger = Ledger(
        balances: try balances.map {
          Ledger.Balance(account: try $0.text("account"), amount: try $0.amount("amount"))
        },
        height: try opening.count("height"))
      return Opening(afterRound: afterRound, ledger: ledger)
    }
  }

  /// The last opening ledger after the run's own rounds since: the network's ledger, if nobody else was paid.
  static func continued(_ db: Database, run: Int) throws -> Ledger? {
    guard let opening = try fetch(db, run: run).last else { return nil }
    return try RoundReading.rewards(db, run: run, afterRound: opening.afterRound)
      .reduce(opening.ledger) { try $0.afterRound(rewards: $1) }
  }

  /// Writes a further opening. One that no round has followed is replaced: nothing came of it.
  static func replace(_ db: Database, _ ledger: Ledger, afterRound: Int, run: Int) throws {
    for table in ["opening_balance", "opening"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE run = ? AND after_round = ?", arguments: [run, afterRound])
    }
    try InputRows.insert(db, ledger, afterRound: afterRound, run: run)
  }
}
