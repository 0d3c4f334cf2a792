import GRDB

/// Why a record cannot be used. The path is always the record's.
package enum RecordError: Error, Equatable, CustomStringConvertible {
  /// There is no record to read.
  case missing(path: String)
  /// The file is something else; it was not touched.
  case notARecord(path: String)
  /// A later Muster wrote it.
  case newerSchema(path: String, found: Int, known: Int)
  /// An earlier Muster wrote it, and it can only be read after it was opened for writing.
  case olderSchema(path: String, found: Int, known: Int)
  /// Another process is writing; nil when it has not said who it is.
  case locked(path: String, holder: LockHolder?)
  /// The disk is full or faulty, the file is read-only, its folder does not exist, or a value is too large.
  case cannotWrite(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  /// What is stored makes no sense.
  case damaged(path: String, reason: String)
  /// No run has this number.
  case unknownRun(path: String, run: Int)
  /// No batch has this number.
  case unknownBatch(path: String, batch: Int)
  /// A job's network is not the one that the record keeps under its name: how they differ, each in words that
  /// follow the network's name.
  case contradiction(path: String, network: String, [String])
  /// What was to be recorded contradicts what is recorded.
  case refused(path: String, reason: String)

  package var description: String {
    let (path, message) = parts
    return path.isEmpty ? message : "\(path): \(message)"
  }

  private var parts: (path: String, message: String) {
    switch self {
    case .missing(let path): (path, "there is no record here")
    case .notARecord(let path): (path, "this file is not a Muster record; it was left as it is")
    case .newerSchema(let path, let found, let known):
      (path, "the record has schema \(found), this Muster knows \(known); use a newer Muster")
    case .olderSchema(let path, let found, let known):
      (
        path,
        "the record has schema \(found); `muster migrate \(path)` brings it to schema \(known); keep a copy"
      )
    case .locked(let path, let holder):
      (path, "the record is in use" + (holder.map { " by \($0)" } ?? " by another process"))
    case .cannotWrite(let path, let reason): (path, "the record cannot be written: \(reason)")
    case .cannotRead(let path, let reason): (path, "the record cannot be read: \(reason)")
    case .damaged(let path, let reason): (path, "the record is damaged: \(reason)")
    case .unknownRun(let path, let run): (path, "there is no run \(run)")
    case .unknownBatch(let path, let batch): (path, "there is no batch \(batch)")
    case .contradiction(let path, let network, let differences):
      (path, "network \(network) \(differences.joined(separator: "; "))")
    case .refused(let path, let reason): (path, reason)
    }
  }
}

extension RecordError {
  /// What SQLite, or the reading of a row, said.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as RecordError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    case let error as StoredValueError: self = .damaged(path: path, reason: error.description)
    default: self = .damaged(path: path, reason: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY: self = .cannotWrite(path: path, reason: reason)
    case .SQLITE_TOOBIG:
      self = .cannotWrite(path: path, reason: "a text or a model is larger than SQLite can hold")
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path, holder: nil)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .cannotRead(path: path, reason: reason)
    case .SQLITE_NOTADB: self = .notARecord(path: path)
    case .SQLITE_CONSTRAINT:
      self = .refused(path: path, reason: "the record's schema forbids this: \(reason)")
    default: self = .damaged(path: path, reason: reason)
    }
  }
}
