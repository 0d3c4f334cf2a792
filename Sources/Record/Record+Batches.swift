import GRDB

extension Record {
  /// - Parameter path: its file or folder, as it was given.
  /// - Returns: the batch's number.
  package func beginBatch(name: String, path: String, environment: RunEnvironment) throws(RecordError) -> Int {
    let started = now()
    try prepareForRounds()
    return try write { db in
      let number = try db.largest("batch", in: BatchTables.batch) + 1
      try db.insert(
        into: BatchTables.batch, number, name, path, started.description, nil, nil, environment.host,
        environment.user, environment.pid, environment.command, environment.version)
      return number
    }
  }

  /// Remembers what became of a job, which is told once.
  package func note(_ job: StoredBatchJob, inBatch batch: Int) throws(RecordError) {
    try write { db in
      try db.insert(
        into: BatchTables.batchJob, batch, job.position, job.id, job.outcome, job.reason, job.run, job.attempts,
        job.seconds)
    }
  }

  /// - Parameter status: the command's exit status.
  package func endBatch(_ number: Int, status: Int32) throws(RecordError) {
    let finished = now()
    try write { db in
      try db.execute(
        sql: "UPDATE batch SET finished = ?, status = ? WHERE batch = ?",
        arguments: [finished.description, status, number])
    }
  }

  /// All batches with their jobs, oldest first.
  package func batches() throws(RecordError) -> [StoredBatch] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM batch ORDER BY batch").map { try BatchReading.batch(db, $0) }
    }
  }

  /// - Throws: `unknownBatch`.
  package func batch(_ number: Int) throws(RecordError) -> StoredBatch {
    let batch = try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM batch WHERE batch = ?", arguments: [number])
        .map { try BatchReading.batch(db, $0) }
    }
    guard let batch else { throw .unknownBatch(path: path, batch: number) }
    return batch
  }
}

private enum BatchReading {
  static func batch(_ db: Database, _ row: Row) throws -> StoredBatch {
    let number = try row.count("batch")
    let jobs = try Row.fetchAll(
      db, sql: "SELECT * FROM batch_job WHERE batch = ? ORDER BY position", arguments: [number])
    return StoredBatch(
      number: number, name: try row.text("name"), path: try row.text("path"), started: try row.time("started"),
      finished: try row.optionalTime("finished"),
      status: try row.optionalCount("status").map { Int32(clamping: $0) },
      environment: try RunReading.environment(row), jobs: try jobs.map(job))
  }

  private static func job(_ row: Row) throws -> StoredBatchJob {
    StoredBatchJob(
      position: try row.count("position"), id: try row.text("id"), outcome: try row.text("outcome"),
      reason: try row.text("reason"), run: try row.optionalCount("run"), attempts: try row.count("attempts"),
      seconds: try row.double("seconds"))
  }
}
