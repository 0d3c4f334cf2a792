import GRDB
import Glibc

extension Record {
  /// Makes an empty record beside its place and moves it there when it is whole and on the disk: whoever is killed or
  /// loses power meanwhile leaves none.
  ///
  /// - Precondition: the caller holds the lock.
  static func make(path: String) throws(RecordError) {
    let draft = emptyDraft(beside: path)
    let queue = try connect(path: draft, readonly: false)
    do {
      try queue.inDatabase { db in
        for pragma in ["synchronous = OFF", "journal_mode = MEMORY"] {
          _ = try Row.fetchAll(db, sql: "PRAGMA \(pragma)")
        }
        try db.inTransaction {
          try Schema.create(in: db)
          return .commit
        }
        // As a run wants it: changing it later costs four flushes.
        _ = try Row.fetchAll(db, sql: "PRAGMA journal_mode = WAL")
      }
      try queue.close()
    } catch {
      throw RecordError(error, path: path)
    }
    try put(draft, at: path)
  }

  /// Where a record is made before it is moved to its place: nothing is there.
  ///
  /// - Precondition: the caller holds the place's lock.
  static func emptyDraft(beside path: String) -> String {
    let draft = neighbour(of: path, ".new")
    for leftover in [draft, draft + "-wal", draft + "-shm", draft + "-journal"] { unlink(leftover) }
    return draft
  }

  /// Moves a whole record to its place, once it is on the disk.
  static func put(_ draft: String, at path: String) throws(RecordError) {
    let place = neighbour(of: path, "")
    // What a record that was deleted left behind would be taken for this one's.
    for leftover in ["-wal", "-shm", "-journal"] { unlink(place + leftover) }
    guard flush(draft, O_RDONLY), rename(draft, place) == 0, flush(folder(of: place), O_DIRECTORY) else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
  }

  private static func flush(_ path: String, _ mode: Int32) -> Bool {
    let descriptor = Glibc.open(path, mode | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { Glibc.close(descriptor) }
    return fsync(descriptor) == 0
  }
}
