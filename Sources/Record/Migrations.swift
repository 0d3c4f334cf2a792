import GRDB

/// The steps that bring older records up to date, each in the transaction that opens the record.
enum Migrations {
  /// `all[n]` leads from schema n + 1 to n + 2.
  static let all: [@Sendable (Database) throws -> Void] = [checkpointParts, pools, settlements]

  /// To schema 2: a model lies in parts, and evaluations may have a ranking. That a worker need not have a BLAS came
  /// with it too; the next step makes that table anew.
  private static func checkpointParts(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE checkpoint RENAME TO old_checkpoint")
    for table in [ResultTables.ranking, ResultTables.checkpoint, ResultTables.checkpointPart] {
      try db.execute(sql: table.createSQL)
    }
    try db.execute(
      sql: """
        INSERT INTO checkpoint SELECT run, round FROM old_checkpoint;
        INSERT INTO checkpoint_part
          WITH RECURSIVE part (run, number) AS (
            SELECT run, 0 FROM old_checkpoint
            UNION ALL SELECT run, number + 1 FROM part JOIN old_checkpoint USING (run)
              WHERE (number + 1) * 1048576 < length(model)
          )
          SELECT run, number, substr(model, number * 1048576 + 1, 1048576) FROM part JOIN old_checkpoint USING (run);
        DROP TABLE old_checkpoint;
        """)
  }

  /// To schema 3: there are decisions and reports of pools, an attempt may be late, a worker may have a key, and a loss
  /// names its pool and kind. Until then all workers were of this machine, and none was refused.
  private static func pools(_ db: Database) throws {
    // What refers to the attempts is made anew with them: a renamed table keeps those that refer to it.
    let tables = [
      ObservationTables.attempt, ObservationTables.worker, ObservationTables.workerLoss,
      ObservationTables.roundTime,
    ]
    for table in tables { try db.execute(sql: "ALTER TABLE \(table.name) RENAME TO old_\(table.name)") }
    for table in tables + [InputTables.decision, ObservationTables.pool] {
      try db.execute(sql: table.createSQL)
    }
    try db.execute(
      sql: """
        INSERT INTO attempt SELECT * FROM old_attempt;
        INSERT INTO worker SELECT *, NULL FROM old_worker;
        INSERT INTO worker_loss
          SELECT run, attempt, loss, worker, 'local', round, 'lost', reason, lost FROM old_worker_loss;
        INSERT INTO round_time SELECT * FROM old_round_time;
        """)
    for table in tables.reversed() { try db.execute(sql: "DROP TABLE old_\(table.name)") }
  }

  /// To schema 4: there are settings, differences to the commit, batches, settlements, and
  /// runs that were pruned or imported. Until then entries of the
  /// ledger were of genesis and of rewards only.
  private static func settlements(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE transfer RENAME TO old_transfer")
    let tables = [
      InputTables.setting, InputTables.gitDiff, LedgerTables.transfer, LedgerTables.settlement,
      LedgerTables.settlementEntry,
    ]
    for table in tables + BatchTables.all + CareTables.all { try db.execute(sql: table.createSQL) }
    try db.execute(sql: "INSERT INTO transfer SELECT * FROM old_transfer; DROP TABLE old_transfer")
    for index in LedgerTables.indexes { try db.execute(sql: index) }
  }
}

extension Record {
  /// Brings a record up to date, as any opening for writing does.
  ///
  /// - Returns: the schema that it had, and the one that it has now; nil where no record lies.
  package static func migrate(
    path: String, waitSeconds: Double
  ) throws(RecordError) -> (from: Int, to: Int)? {
    guard case .record(let schema)? = try? RecordFile(path: path) else { return nil }
    if schema != Schema.version { try open(path: path, for: .writing(waitSeconds: waitSeconds)).close() }
    return (schema, Schema.version)
  }
}
