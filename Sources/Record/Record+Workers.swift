import GRDB
package import Planning

/// What the workers of one pool did in one attempt at a run.
package struct StoredPool: Sendable, Equatable {
  package var attempt: Int
  package var report: PoolReport
}

extension Record {
  /// The workers of all attempts of a run, in order of attempt and number.
  package func workers(of run: Int) throws(RecordError) -> [WorkerFacts] {
    try rows("SELECT * FROM worker WHERE run = ? ORDER BY attempt, worker", run) { row in
      WorkerFacts(
        worker: try row.count("worker"), pool: try row.text("pool"), host: try row.text("host"),
        pid: try row.count("pid"), version: try row.text("version"),
        blasLibrary: try row.optionalText("blas_library"),
        blasConfiguration: try row.optionalText("blas_configuration"),
        fingerprint: try row.digest("fingerprint"), key: try row.optionalText("key"))
    }
  }

  /// The workers that a run lost, in order.
  package func losses(of run: Int) throws(RecordError) -> [WorkerLoss] {
    try rows("SELECT * FROM worker_loss WHERE run = ? ORDER BY attempt, loss", run) { row in
      WorkerLoss(
        worker: try row.count("worker"), pool: try row.text("pool"), round: try row.count("round"),
        kind: try row.choice("kind"), reason: try row.text("reason"))
    }
  }

  /// What each pool did in each attempt of a run, by attempt, then by name. An attempt that was killed left no word.
  package func pools(of run: Int) throws(RecordError) -> [StoredPool] {
    try rows("SELECT * FROM pool WHERE run = ? ORDER BY attempt, pool", run) { row in
      var report = PoolReport(pool: try row.text("pool"))
      report.tasks = try row.count("tasks")
      report.bytesSent = try row.count("bytes_sent", upTo: 1 << 62)
      report.bytesReceived = try row.count("bytes_received", upTo: 1 << 62)
      report.seconds = try row.double("seconds")
      report.retries = try row.count("retries")
      report.losses = try row.count("losses")
      report.refused = try row.optionalText("refused")
      return StoredPool(attempt: try row.count("attempt"), report: report)
    }
  }

  private func rows<Value>(_ sql: String, _ run: Int, _ value: (Row) throws -> Value) throws(RecordError)
    -> [Value]
  {
    try read { db in try Row.fetchAll(db, sql: sql, arguments: [run]).map(value) }
  }
}
