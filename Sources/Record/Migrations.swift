import GRDB

/// The steps that bring older records up to date, each in the transaction that opens the record.
enum Migrations {
  /// `all[n]` leads from schema n + 1 to n + 2.
  static let all: [@Sendable (Database) throws -> Void] = [checkpointParts]

  /// To schema 2: a model lies in parts, evaluations may have a ranking, and a worker need not have a BLAS.
  private static func checkpointParts(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE checkpoint RENAME TO old_checkpoint")
    try db.execute(sql: "ALTER TABLE worker RENAME TO old_worker")
    for table in [
      ResultTables.ranking, ResultTables.checkpoint, ResultTables.checkpointPart, ObservationTables.worker,
    ] {
      try db.execute(sql: table.createSQL)
    }
    try db.execute(
      sql: """
        INSERT INTO worker SELECT * FROM old_worker;
        INSERT INTO checkpoint SELECT run, round FROM old_checkpoint;
        INSERT INTO checkpoint_part
          WITH RECURSIVE part (run, number) AS (
            SELECT run, 0 FROM old_checkpoint
            UNION ALL SELECT run, number + 1 FROM part JOIN old_checkpoint USING (run)
              WHERE (number + 1) * 1048576 < length(model)
          )
          SELECT run, number, substr(model, number * 1048576 + 1, 1048576) FROM part JOIN old_checkpoint USING (run);
        DROP TABLE old_worker;
        DROP TABLE old_checkpoint;
        """)
  }
}
