import GRDB
import Glibc

/// What lies at a record's path, found out without changing it, locking it or leaving a file beside it.
enum RecordFile: Equatable {
  /// Nothing, or an empty file.
  case absent
  case record(schema: Int)
  case other

  init(path: String) throws(RecordError) {
    guard try RecordFile.hasContent(path: path) else {
      self = .absent
      return
    }
    guard let header = RecordFile.header(path: path) else {
      throw RecordError.cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count == 100,
      RecordFile.number(header, at: 68) == Schema.applicationID
    else {
      self = .other
      return
    }
    self = .record(schema: RecordFile.number(header, at: 60))
  }

  /// As an open database sees itself, journals and all.
  init(_ db: Database) throws {
    guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") != 0 else {
      self = .absent
      return
    }
    guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
      self = .other
      return
    }
    self = .record(schema: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
  }

  /// - Throws: `cannotRead` for what no record can be. Anything but a regular file might never answer.
  private static func hasContent(path: String) throws(RecordError) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      if code != ENOENT { throw .cannotRead(path: path, reason: String(cString: strerror(code))) }
      if lstat(path, &status) == 0 { throw .cannotRead(path: path, reason: "it is a link to nothing") }
      return false
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return status.st_size > 0
    case S_IFDIR: throw .cannotRead(path: path, reason: "it is a folder")
    default: throw .cannotRead(path: path, reason: "it is not a regular file")
    }
  }

  /// The first 100 bytes, which SQLite's file format fixes. Read without SQLite: a file whose journal or log is not yet
  /// worked in is whole only together with that.
  private static func header(path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &bytes, bytes.count)
    return count < 0 ? nil : Array(bytes[..<count])
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Throws unless it is a record that this Muster understands.
  func requireRecord(path: String) throws(RecordError) {
    switch self {
    case .absent: throw .missing(path: path)
    case .other: throw .notARecord(path: path)
    case .record(let schema) where schema < 1: throw .notARecord(path: path)
    case .record(let schema) where schema > Schema.version:
      throw .newerSchema(path: path, found: schema, known: Schema.version)
    case .record: return
    }
  }
}
