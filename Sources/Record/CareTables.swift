import GRDB

/// What taking care of a record leaves in it.
enum CareTables {
  static let all = [pruned, imported]

  static let pruned = Table(
    "pruned", .observation, "The runs whose models were removed to save space; the models' digests stay",
    columns: [.onlyRun, .time("at", "When")], hasRowID: true)

  static let imported = Table(
    "imported", .observation, "The runs that were copied from other records",
    columns: [
      .onlyRun, .time("at", "When"), .text("path", "The other record"),
      .count("number", "The run's number there", from: 1),
    ],
    hasRowID: true)
}

/// Where a run was copied from.
package struct Origin: Sendable, Equatable {
  package var at: Timestamp
  /// The other record.
  package var path: String
  /// The run's number there.
  package var number: Int
}

enum CareRows {
  /// When a run's model was removed; nil while it is there.
  static func pruned(_ db: Database, run: Int) throws -> Timestamp? {
    try Row.fetchOne(db, sql: "SELECT at FROM pruned WHERE run = ?", arguments: [run])?.time("at")
  }

  /// nil of a run that was trained for this record.
  static func origin(_ db: Database, run: Int) throws -> Origin? {
    try Row.fetchOne(db, sql: "SELECT * FROM imported WHERE run = ?", arguments: [run]).map {
      Origin(at: try $0.time("at"), path: try $0.text("path"), number: try $0.count("number"))
    }
  }

  /// Of a record that was copied from another as a whole: runs keep their numbers.
  static func markAllImported(_ db: Database, from path: String, at: Timestamp) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO imported (run, at, path, number) SELECT run, ?, ?, run FROM run",
      arguments: [at.description, path])
  }
}
