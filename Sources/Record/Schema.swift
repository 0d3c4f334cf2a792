import GRDB

/// The record's schema as a whole. Columns and their meanings are in the table files, views in ``Views``.
enum Schema {
  /// "MUST" in ASCII: `file` and SQLite's tools tell a record from other databases by it.
  static let applicationID = 0x4D55_5354
  /// SQLite's `user_version`. It moves with every change of a table or view, together with a step in
  /// ``Migrations``.
  static let version = 4

  static let tables =
    InputTables.all + ResultTables.all + LedgerTables.all + ObservationTables.all
    + BatchTables.all + CareTables.all + [seals]

  /// The tables whose rows get a digest of their own, in this order.
  static let digested = tables.filter {
    [.input, .provenance, .result].contains($0.kind) && $0.columns.contains { $0.isDigested }
  }

  static let seals = Table(
    "digest", .seal, "The digests that a run got when it ended; verify computes them again",
    columns: [
      .run, .text("part", "A table's name, or inputs, results or record: the digests of those"),
      .digest("digest", "The digest of that part"),
    ],
    constraints: ["PRIMARY KEY (run, part)"])

  /// Makes an empty database a record.
  static func create(in db: Database) throws {
    for table in tables { try db.execute(sql: table.createSQL) }
    for index in LedgerTables.indexes { try db.execute(sql: index) }
    try explain(db)
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Brings an older record up to date: its tables step by step, its views and explanations anew.
  static func migrate(_ db: Database, from found: Int) throws {
    let views = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'")
    for view in views { try db.execute(sql: "DROP VIEW \(view.quotedDatabaseIdentifier)") }
    try db.execute(sql: "DROP TABLE about")
    for step in Migrations.all.dropFirst(found - 1) { try step(db) }
    try explain(db)
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  private static func explain(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE about (
          table_name TEXT NOT NULL,
          column_name TEXT NOT NULL,
          kind TEXT NOT NULL,
          meaning TEXT NOT NULL,
          PRIMARY KEY (table_name, column_name)
        ) STRICT, WITHOUT ROWID
        """)
    for view in Views.all { try db.execute(sql: view.createSQL) }
    for row in meanings {
      try db.execute(
        sql: "INSERT INTO about VALUES (?, ?, ?, ?)",
        arguments: [row.table, row.column, row.kind, row.meaning])
    }
  }

  /// What `about` holds: a row for every table and view, with an empty column name, and one for each of their columns.
  static var meanings: [Meaning] {
    let ofTables = tables.flatMap { table in
      meanings(
        of: table.name, table.kind.rawValue, table.meaning, table.columns.map { ($0.name, $0.meaning) })
    }
    let ofViews = Views.all.flatMap { view in
      meanings(of: view.name, "view", view.meaning, view.columns.map { ($0.name, $0.meaning) })
    }
    return ofTables + ofViews
  }

  private static func meanings(
    of table: String, _ kind: String, _ meaning: String, _ columns: [(name: String, meaning: String)]
  ) -> [Meaning] {
    ([(name: "", meaning: meaning)] + columns).map {
      Meaning(table: table, column: $0.name, kind: kind, meaning: $0.meaning)
    }
  }
}

/// One row of `about`.
struct Meaning: Sendable, Equatable {
  var table: String
  /// Empty where the row is of the table or view as a whole.
  var column: String
  var kind: String
  var meaning: String

  var place: String { column.isEmpty ? table : "\(table).\(column)" }
}
