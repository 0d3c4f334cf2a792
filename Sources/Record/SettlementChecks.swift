import GRDB
import Tokenomics

/// What must hold between a run's settlement, its rewards and the ledger.
enum SettlementChecks {
  static let all: [RunCheck] = [fits, isMoved, isMeant]

  private static func fits(_ db: Database, _ run: Int) throws -> [String] {
    guard let settlement = try SettlementRows.fetch(db, run: run) else { return [] }
    return try SettlementRows.contradiction(db, settlement, run: run).map { ["its settlement does not fit: \($0)"] }
      ?? []
  }

  /// Every amount that was paid out left its account, once. That it reached `@settled` is a constraint.
  private static func isMoved(_ db: Database, _ run: Int) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT account, entry.amount, transfer.amount AS moved
        FROM settlement_entry AS entry JOIN run USING (run) LEFT JOIN transfer
          ON transfer.run = entry.run AND debit = account AND reason = 'settlement' AND transfer.network = run.network
        WHERE entry.run = ? AND moved IS NOT entry.amount ORDER BY account
        """, arguments: [run]
    ).map { row in
      let moved = try row.optionalText("moved").map { "the ledger moved \($0)" } ?? "the ledger moved nothing"
      return "\(try row.text("account")) was settled with \(try row.text("amount")), \(moved)"
    }
  }

  /// Nothing was moved that no settlement tells of.
  private static func isMeant(_ db: Database, _ run: Int) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT debit, amount FROM transfer WHERE run = ? AND reason = 'settlement'
        AND debit NOT IN (SELECT account FROM settlement_entry AS entry WHERE entry.run = transfer.run) ORDER BY debit
        """, arguments: [run]
    ).map { "the ledger moved \(try $0.text("amount")) of \(try $0.text("debit")), which no settlement tells of" }
  }
}
