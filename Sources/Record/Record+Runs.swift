package import Determinism
import Foundation
import GRDB
package import Tokenomics

extension Record {
  /// All runs, oldest first.
  package func runs() throws(RecordError) -> [StoredRun] {
    let isWriting = WriterLock.isHeld(path: Record.lockPath(of: path))
    return try read { db in
      try Row.fetchAll(db, sql: RunReading.sql + " ORDER BY run.run")
        .map { try RunReading.run($0, isWriting: isWriting) }
    }
  }

  /// - Throws: `unknownRun`.
  package func run(_ id: Int) throws(RecordError) -> StoredRun {
    guard let run = try run(where: "run.run = ?", id) else { throw .unknownRun(path: path, run: id) }
    return run
  }

  /// The run that has this key: the same run need not be run twice.
  package func run(withKey key: Digest) throws(RecordError) -> StoredRun? {
    try run(where: "run.run_key = ?", key.hex)
  }

  private func run(where condition: String, _ value: some DatabaseValueConvertible) throws(RecordError)
    -> StoredRun?
  {
    let isWriting = WriterLock.isHeld(path: Record.lockPath(of: path))
    return try read { db in
      try Row.fetchOne(db, sql: RunReading.sql + " WHERE " + condition, arguments: [value])
        .map { try RunReading.run($0, isWriting: isWriting) }
    }
  }

  /// The processes that ran a run, in order.
  package func attempts(of run: Int) throws(RecordError) -> [StoredAttempt] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM attempt WHERE run = ? ORDER BY attempt", arguments: [run]).map
      { row in
        StoredAttempt(
          number: try row.int("attempt"), afterRound: try row.int("after_round"),
          started: try row.time("started"),
          finished: try row.optionalTime("finished"),
          environment: RunEnvironment(
            host: try row.text("host"), user: try row.text("user"), pid: try row.int("pid"),
            command: try row.text("command"), version: try row.text("version")),
          branch: try row.optionalText("git_branch"))
      }
    }
  }

  /// The global model after the newest finished round, and that round; nil before the first. At the end of a
  /// run this is what it gave.
  package func checkpoint(of run: Int) throws(RecordError) -> Checkpoint? {
    try read { db in try CheckpointRow.fetch(db, run: run) }
  }

  /// What a run's digests are now, recomputed from the rows: of a run that has not ended, those of what it
  /// holds.
  package func seal(of run: Int) throws(RecordError) -> RunSeal {
    _ = try self.run(run)
    return try read { db in try RunSeal.compute(db, run: run) }
  }

  /// A network's ledger as it stands: empty for one that has not begun.
  package func ledger(of network: String) throws(RecordError) -> Ledger {
    try read { db in try LedgerRows.current(db, network: network) }
  }

  /// The ledgers that a run's rewards were reckoned from; none when the job pays nobody.
  package func openings(of run: Int) throws(RecordError) -> [Opening] {
    try read { db in try OpeningRows.fetch(db, run: run) }
  }
}

/// A model and the round after which it was so.
package struct Checkpoint: Sendable, Equatable {
  package var round: Int
  package var model: [Float]
}

enum CheckpointRow {
  static func fetch(_ db: Database, run: Int) throws -> Checkpoint? {
    let stored = try Row.fetchOne(
      db, sql: "SELECT round, model FROM checkpoint WHERE run = ?", arguments: [run])
    guard let stored else { return nil }
    let blob: Data? = stored["model"]
    guard let model = blob.flatMap(Spelling.model) else {
      throw StoredValueError(column: "model", expected: "floats")
    }
    return Checkpoint(round: try stored.int("round"), model: model)
  }
}

enum RunReading {
  static let sql = """
    SELECT run.*, outcome, diverged_round, diverged_client, first.started, last.finished, last.ending,
      (SELECT count(*) FROM round WHERE round.run = run.run) AS rounds_done,
      (SELECT digest FROM digest WHERE digest.run = run.run AND part = 'record') AS record_digest
    FROM run
    LEFT JOIN ending ON ending.run = run.run
    JOIN attempt AS first ON first.run = run.run AND first.attempt = 1
    JOIN attempt AS last
      ON last.run = run.run AND last.attempt = (SELECT max(attempt) FROM attempt WHERE attempt.run = run.run)
    """

  /// - Parameter isWriting: whether the record's lock is held; a run whose process is gone was interrupted.
  static func run(_ row: Row, isWriting: Bool) throws -> StoredRun {
    let isOpen = try row.optionalText("ending") == nil
    let status = try row.optionalText("outcome") ?? (isOpen && isWriting ? "running" : "interrupted")
    guard let status = RunStatus(rawValue: status) else {
      throw StoredValueError(column: "outcome", expected: "known word")
    }
    return StoredRun(
      id: try row.int("run"), key: try row.digest("run_key"), job: try row.text("job"),
      seed: try row.natural("seed"), arithmetic: try row.int("arithmetic"),
      network: try row.optionalText("network"),
      status: status, roundsDone: try row.int("rounds_done"), roundsPlanned: try row.int("rounds"),
      divergedRound: try row.optionalInt("diverged_round"),
      divergedClient: try row.optionalInt("diverged_client"),
      started: try row.time("started"), finished: try row.optionalTime("finished"),
      digest: try row.optionalDigest("record_digest"))
  }
}
