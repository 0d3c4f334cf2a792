import GRDB
import Glibc

extension Record {
  /// Makes a copy of the whole record, as it is at this moment, and checks it before it takes its place. Others may
  /// write meanwhile.
  ///
  /// - Parameters:
  ///   - target: the copy's path, where nothing lies, or a record that is to be replaced.
  ///   - replacing: whether a record there is replaced.
  /// - Returns: what is wrong with the copy; unless that is nothing, whatever lay at the target is still there.
  package func copy(to target: String, replacing: Bool) throws(RecordError) -> [VerificationFinding] {
    let lock = try Record.acquireLock(path: target, waitSeconds: 0)
    defer { lock.release() }
    try requirePlace(at: target, replacing: replacing)
    let draft = Record.emptyDraft(beside: target)
    do {
      try queue.inDatabase { db in try db.execute(sql: "VACUUM INTO ?", arguments: [Record.plain(draft)]) }
      let copy = try Record.open(path: draft, for: .reading)
      let findings = try copy.verify()
      try copy.close()
      if findings.isEmpty { try Record.put(draft, at: target) } else { unlink(draft) }
      return findings
    } catch {
      unlink(draft)
      throw RecordError(error, path: target)
    }
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
