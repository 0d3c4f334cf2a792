import Determinism
import GRDB

/// The workers' rows.
enum WorkerRows {
  /// The different numeric fingerprints of the workers that a run's finished rounds had; more than one means
  /// that numerics were mixed. An attempt that finished no round left nothing that its numerics could have
  /// touched.
  static func fingerprints(_ db: Database, run: Int) throws -> [Digest] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT fingerprint FROM worker
        WHERE run = ? AND attempt IN (SELECT attempt FROM round_time WHERE round_time.run = worker.run)
        ORDER BY fingerprint
        """, arguments: [run]
    ).map { try $0.digest("fingerprint") }
  }
}
