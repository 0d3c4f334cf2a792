import GRDB

@testable import Record

/// Changes a record behind Muster's back, as the `sqlite3` shell could.
func tamper(_ path: String, _ sql: String, foreignKeys: Bool = false) throws {
  var configuration = Configuration()
  configuration.foreignKeysEnabled = foreignKeys
  try DatabaseQueue(path: path, configuration: configuration).inDatabase { db in
    try db.execute(sql: sql)
  }
}

/// What SQLite says to a change that the schema forbids; nil when it does not.
func refusal(_ path: String, _ sql: String) throws -> String? {
  do {
    try tamper(path, sql, foreignKeys: true)
    return nil
  } catch let error as DatabaseError { return error.message }
}

extension DatabaseQueue {
  /// The rows as the shell prints them: values between bars.
  func lines(_ sql: String) throws -> [String] {
    try inDatabase { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "" : $0.storage.value.map { "\($0)" } ?? "" }.joined(
          separator: "|")
      }
    }
  }

  /// Leaves room for so many pages more, as a disk that is nearly full does.
  func limit(toPagesMore pages: Int) throws {
    try inDatabase { db in
      let count = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(count + pages)")
    }
  }
}
