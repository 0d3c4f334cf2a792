import GRDB
import Glibc

extension Record {
  /// Makes a copy of the whole record, as it is at this moment, and checks it before it takes its place. Others may
  /// write meanwhile.
  ///
  /// - Parameters:
  ///   - target: the copy's path, where nothing lies, or a record that is to be replaced.
  ///   - replacing: whether a record there is replaced.
  ///   - progress: how many of how many checks are done.
  /// - Returns: what is wrong with the copy; unless that is nothing, whatever lay at the target is still there.
  package func copy(
    to target: String, replacing: Bool, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(RecordError) -> [VerificationFinding] {
    let lock = try Record.acquireLock(path: target, waitSeconds: 0)
    defer { lock.release() }
    try requirePlace(at: target, replacing: replacing)
    return try copy(toLocked: target, progress) { _ in }
  }

  /// Makes a record of another machine this one's, as ``copy(to:replacing:progress:)`` does. All its runs are marked as
  /// imported from here.
  package func copyAsImport(
    to target: String, waitSeconds: Double, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(RecordError) -> [VerificationFinding] {
    let lock = try Record.acquireLock(path: target, waitSeconds: waitSeconds)
    defer { lock.release() }
    try requirePlace(at: target, replacing: false)
    return try copy(toLocked: target, progress) { draft in
      let copy = try Record.connect(path: draft, readonly: false)
      try copy.write { db in try CareRows.markAllImported(db, from: path, at: now()) }
      try copy.close()
    }
  }

  /// - Parameter change: what is done to the copy at the path that it gets, before it is checked.
  private func copy(
    toLocked target: String, _ progress: (_ done: Int, _ all: Int) -> Void, change: (String) throws -> Void
  ) throws(RecordError) -> [VerificationFinding] {
    let draft = Record.emptyDraft(beside: target)
    do {
      try queue.inDatabase { db in try db.execute(sql: "VACUUM INTO ?", arguments: [Record.plain(draft)]) }
      try change(draft)
      let copy = try Record.open(path: draft, for: .reading)
      let findings = try copy.verify(progress: progress)
      try copy.close()
      if findings.isEmpty { try Record.replace(target, by: draft) } else { unlink(draft) }
      return findings
    } catch {
      unlink(draft)
      throw RecordError(error, path: target)
    }
  }

  /// The log of what lies there is worked in first: its rounds would be lost if only the log were gone when all stops.
  private static func replace(_ target: String, by draft: String) throws(RecordError) {
    if access(neighbour(of: target, "-wal"), F_OK) == 0 { try workIn(logOf: target) }
    try put(draft, at: target)
  }

  /// - Precondition: the caller holds the lock.
  static func workIn(logOf path: String) throws(RecordError) {
    do {
      let queue = try connect(path: path, readonly: false)
      let isBusy = try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
      try queue.close()
      if isBusy != 0 { throw RecordError.locked(path: path, holder: nil) }
    } catch { throw RecordError(error, path: path) }
  }

  private func requirePlace(at target: String, replacing: Bool) throws(RecordError) {
    if Record.neighbour(of: target, "") == Record.neighbour(of: path, "") {
      throw .cannotWrite(path: target, reason: "it is the record itself; give the copy another name")
    }
    switch try RecordFile(path: target) {
    case .absent: return
    case .other: throw .notARecord(path: target)
    case .record where replacing: return
    case .record:
      throw .cannotWrite(path: target, reason: "there is a record already; --force replaces it")
    }
  }
}
