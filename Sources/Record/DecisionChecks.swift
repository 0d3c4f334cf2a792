import GRDB

/// What must hold between a run's decisions and what came of them.
enum DecisionChecks {
  static let all: [RunCheck] = [dropped, reassigned, operators]

  private static func dropped(_ db: Database, _ run: Int) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT round, client FROM decision JOIN client_update USING (run, round, client)
        WHERE run = ? AND kind = 'dropped' ORDER BY round, client
        """, arguments: [run]
    ).map {
      "round \(try $0.count("round")): client \(try $0.count("client")) was dropped, but has an update"
    }
  }

  private static func reassigned(_ db: Database, _ run: Int) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT round, client, operator FROM decision
        WHERE run = ? AND kind = 'reassigned'
        AND NOT EXISTS (SELECT 1 FROM client_update AS u
          WHERE (u.run, u.round, u.client) = (decision.run, decision.round, decision.client))
        ORDER BY round, client
        """, arguments: [run]
    ).map { row in
      "round \(try row.count("round")): client \(try row.count("client")) was reassigned to "
        + "\(try row.text("operator")), but has no update"
    }
  }

  /// Who is paid for compute trained a client that counts.
  private static func operators(_ db: Database, _ run: Int) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT round, account, amount FROM reward
        WHERE run = ? AND reason = 'compute' AND account NOT IN (
          SELECT coalesce(decision.operator, client.operator, '')
          FROM client_update AS u JOIN client USING (run, client) LEFT JOIN decision
            ON (decision.run, decision.round, decision.client, kind) = (u.run, u.round, u.client, 'reassigned')
          WHERE u.run = reward.run AND u.round = reward.round)
        ORDER BY round, account
        """, arguments: [run]
    ).map { row in
      "round \(try row.count("round")): \(try row.text("account")) earned \(try row.text("amount")) for compute, "
        + "but trained no client"
    }
  }
}
