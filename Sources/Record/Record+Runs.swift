package import Determinism
import GRDB

extension Record {
  /// All runs, oldest first.
  package func runs() throws(RecordError) -> [StoredRun] {
    let isWriting = WriterLock.isHeld(path: Record.lockPath(of: path))
    return try read { db in
      try Row.fetchAll(db, sql: RunReading.sql + " ORDER BY run")
        .map { try RunReading.run($0, isWriting: isWriting) }
    }
  }

  /// - Throws: `unknownRun`.
  package func run(_ id: Int) throws(RecordError) -> StoredRun {
    guard let run = try run(where: "run = ?", id) else { throw .unknownRun(path: path, run: id) }
    return run
  }

  /// The run that has this key: the same run need not be run twice.
  package func run(withKey key: Digest) throws(RecordError) -> StoredRun? {
    try run(where: "run_key = ?", key.hex)
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
    let isWriting = WriterLock.isHeld(path: Record.lockPath(of: path))
    return try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM attempt WHERE run = ? ORDER BY attempt", arguments: [run])
        .map { try RunReading.attempt($0, isWriting: isWriting) }
    }
  }

  /// The ledgers that a run's rewards were reckoned from; none when the job pays nobody.
  package func openings(of run: Int) throws(RecordError) -> [Opening] {
    try read { db in try OpeningRows.fetch(db, run: run) }
  }
}

enum RunReading {
  /// The view knows no locks: to it, a run whose process was killed is running.
  static let sql = "SELECT * FROM runs"

  /// - Parameter isWriting: whether the record's lock is held; a run whose process is gone was interrupted.
  static func run(_ row: Row, isWriting: Bool) throws -> StoredRun {
    let stored: RunStatus = try row.choice("status")
    return StoredRun(
      id: try row.count("run"), key: try row.digest("run_key"), job: try row.text("job"),
      seed: try row.natural("seed"), arithmetic: try row.count("arithmetic"),
      network: try row.optionalText("network"),
      status: stored == .running && !isWriting ? .interrupted : stored,
      roundsDone: try row.count("rounds_done"), roundsPlanned: try row.count("rounds_planned"),
      divergedRound: try row.optionalCount("diverged_round"),
      divergedClient: try row.optionalCount("diverged_client"),
      started: try row.time("started"), finished: try row.optionalTime("finished"),
      digest: try row.optionalDigest("record_digest"))
  }

  static func attempt(_ row: Row, isWriting: Bool) throws -> StoredAttempt {
    StoredAttempt(
      number: try row.count("attempt"), afterRound: try row.count("after_round"),
      started: try row.time("started"), finished: try row.optionalTime("finished"),
      ending: try ending(row) ?? (isWriting ? nil : .killed),
      environment: try environment(row), branch: try row.optionalText("git_branch"))
  }

  static func environment(_ row: Row) throws -> RunEnvironment {
    RunEnvironment(
      host: try row.text("host"), user: try row.text("user"), pid: try row.count("pid"),
      command: try row.text("command"), version: try row.text("version"))
  }

  /// nil when no end was recorded.
  private static func ending(_ row: Row) throws -> AttemptEnding? {
    guard let word = try row.optionalText("ending") else { return nil }
    guard let ending = AttemptEnding(word: word, reason: try row.optionalText("reason")) else {
      throw StoredValueError(column: "ending", expected: "known word")
    }
    return ending
  }
}
