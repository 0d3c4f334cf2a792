import Foundation
import GRDB
import Testing

@testable import Record

struct SchemaTests {
  private func fresh<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try DatabaseQueue().inDatabase { db in
      try Schema.create(in: db)
      return try body(db)
    }
  }

  @Test func `every table is strict`() throws {
    let loose = try fresh {
      try String.fetchAll($0, sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")
    }
    #expect(
      loose == ["sqlite_schema", "sqlite_temp_schema"] || loose == ["sqlite_temp_schema", "sqlite_schema"])
  }

  @Test func `about tells of every table, view and column`() throws {
    let missing = try fresh { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT t.name || '.' || c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
          WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%' AND t.name <> 'about'
            AND NOT EXISTS (SELECT 1 FROM about WHERE table_name = t.name AND column_name = c.name)
          UNION ALL SELECT name FROM sqlite_schema
          WHERE type IN ('table', 'view') AND name <> 'about' AND name NOT LIKE 'sqlite%'
            AND NOT EXISTS (SELECT 1 FROM about WHERE table_name = name AND column_name = '')
          """)
    }
    #expect(missing == [])
  }

  @Test func `a view has the columns that about tells of, in that order, and no bytes`() throws {
    for view in Views.all {
      let columns = try fresh { db in
        try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info('\(view.name)')").map {
          (name: $0["name"] as String, type: $0["type"] as String)
        }
      }
      #expect(columns.map(\.name) == view.columns.map(\.name), "\(view.name)")
      #expect(columns.allSatisfy { $0.type != "BLOB" }, "\(view.name)")
      #expect(view.columns.allSatisfy { !$0.meaning.isEmpty }, "\(view.name)")
    }
  }

  @Test func `the file names its application and schema`() throws {
    let numbers = try fresh {
      [try Int.fetchOne($0, sql: "PRAGMA application_id"), try Int.fetchOne($0, sql: "PRAGMA user_version")]
    }
    #expect(numbers == [0x4D55_5354, 4])
    #expect(Migrations.all.count == Schema.version - 1)
  }

  @Test func `the documentation describes every table, view and column`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("Documentation/record.md"), encoding: .utf8)
    let tables = Schema.tables.map { table in
      "### \(table.name)\n\(table.meaning). Kind: \(table.kind.rawValue).\n\n"
        + table.columns.map { "- `\($0.name)`: \($0.meaning)\n" }.joined()
    }
    for section in tables { #expect(text.contains(section), "missing or out of date:\n\(section)") }
    for table in Schema.digested {
      let columns = table.columns.filter(\.isDigested).map(\.name).joined(separator: ", ")
      let order = table.order.isEmpty ? "(one row)" : table.order.joined(separator: ", ")
      #expect(text.contains("| \(table.name) | \(columns) | \(order) |\n"), "\(table.name)")
    }
    for view in Views.all { #expect(text.contains("- `\(view.name)`: \(view.meaning)\n"), "\(view.name)") }
  }
}
