import Determinism
import GRDB
import Planning

/// The rows of workers and pools.
enum WorkerRows {
  static func insert(_ db: Database, _ facts: WorkerFacts, run: Int, attempt: Int) throws {
    try db.insert(
      into: ObservationTables.worker, run, attempt, facts.worker, facts.pool, facts.host, facts.pid,
      facts.version, facts.blasLibrary, facts.blasConfiguration, facts.fingerprint.hex, facts.key)
  }

  /// - Parameter number: among the attempt's losses, from 1.
  static func insert(
    _ db: Database, _ loss: WorkerLoss, number: Int, lost: Timestamp, run: Int, attempt: Int
  ) throws {
    try db.insert(
      into: ObservationTables.workerLoss, run, attempt, number, loss.worker, loss.pool, loss.round,
      loss.kind.rawValue, loss.reason, lost.description)
  }

  static func insert(_ db: Database, _ report: PoolReport, run: Int, attempt: Int) throws {
    try db.insert(
      into: ObservationTables.pool, run, attempt, report.pool, report.tasks, report.bytesSent,
      report.bytesReceived, report.seconds, report.retries, report.losses, report.refused)
  }

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
