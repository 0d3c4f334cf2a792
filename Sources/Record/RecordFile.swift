import Determinism
import GRDB
import Glibc

/// What lies at a record's path, found out without changing it, locking it or leaving a file beside it.
enum RecordFile: Equatable {
  /// Nothing, or an empty file.
  case absent
  case record(schema: Int)
  case other

  init(path: String) throws(RecordError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 else {
      self = .absent
      return
    }
    guard access(path, R_OK) == 0 else {
      throw RecordError.cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    do {
      self = try RecordFile.identity(path: path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      self = .other
    } catch {
      throw RecordError(error, path: path)
    }
  }

  /// `immutable` has SQLite read the file as it is: no locks, no journals.
  private static func identity(path: String) throws -> RecordFile {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(
      path: "file:\(percentEncoded(path))?immutable=1", configuration: configuration)
    return try queue.inDatabase { db in
      guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else { return .other }
      return .record(schema: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
    }
  }

  /// A path in a URI: RFC 3986's unreserved characters and the slash stay.
  private static func percentEncoded(_ path: String) -> String {
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    return path.utf8.map { unreserved.contains($0) ? String(UnicodeScalar($0)) : "%" + [$0].hex }.joined()
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
