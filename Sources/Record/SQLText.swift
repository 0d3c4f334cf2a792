import Determinism
import GRDB

extension Record {
  /// A run as SQL text, to be kept in git and compared line by line: the same run gives the same text from any record.
  ///
  /// Tables come in the schema's order, rows in the order of their keys, a line each. The run is named by the beginning
  /// of its key, not by its number here. Left out is what is the record's and not the run's, and what is not text: the
  /// model and the difference to the commit, whose digests are there. The text makes its tables and can be read by
  /// `sqlite3`; several runs can be read into one database, and a run that is read again takes its own place.
  ///
  /// - Parameter observations: whether hosts, paths, times and settlements are there too. They differ from record to
  ///   record.
  package func sql(of run: Int, observations: Bool) throws(RecordError) -> String {
    let name = try self.run(run).key.short
    return try read { db in
      let tables = SQLTable.all(observations: observations)
      let rows = try tables.flatMap { try $0.rows(db, run: run, named: name) }
      let removals = tables.compactMap { $0.removal(of: name) }
      return (["BEGIN;"] + tables.map(\.creation) + removals + rows + ["COMMIT;"]).map { $0 + "\n" }.joined()
    }
  }
}

/// A table as SQL text.
private struct SQLTable {
  let table: Table
  /// Without those that number something within one record.
  let columns: [String]

  static func all(observations: Bool) -> [SQLTable] {
    Schema.tables.filter { table in
      let isOfRun = table.columns.contains { $0.name == "run" } || table.name == InputTables.network.name
      return isOfRun && !left.contains(table.name)
        && (observations || table.kind != .observation && !settlements.contains(table.name))
    }.map { table in
      SQLTable(table: table, columns: table.columns.map(\.name).filter { $0 != "sequence" })
    }
  }

  /// The models and the difference to the commit are no text; the rest is not of one run alone.
  private static let left = Set(
    [ResultTables.checkpoint, ResultTables.checkpointPart, InputTables.gitDiff].map(\.name)
      + BatchTables.all.map(\.name))

  /// What became of a run in one record: like an observation it is no part of the run.
  private static let settlements = Set([LedgerTables.settlement, LedgerTables.settlementEntry].map(\.name))

  /// One network may have many runs, each of which names it.
  var creation: String {
    let unique = table.name == InputTables.network.name ? ", PRIMARY KEY (name) ON CONFLICT IGNORE" : ""
    return "CREATE TABLE IF NOT EXISTS \(table.name) (\(columns.joined(separator: ", "))\(unique));"
  }

  /// nil of a table whose rows are not one run's.
  func removal(of name: String) -> String? {
    columns.contains("run") ? "DELETE FROM \(table.name) WHERE run = '\(name)';" : nil
  }

  func rows(_ db: Database, run: Int, named name: String) throws -> [String] {
    let order = (table.order.isEmpty ? columns : table.order).joined(separator: ", ")
    let rows = try Row.fetchCursor(
      db,
      sql:
        "SELECT \(columns.joined(separator: ", ")) FROM \(table.name) WHERE \(table.scope) ORDER BY \(order)",
      arguments: [run])
    let place = columns.firstIndex(of: "run")
    var lines: [String] = []
    while let row = try rows.next() {
      let values = row.databaseValues.enumerated().map { index, value in
        index == place && !value.isNull ? "'\(name)'" : Self.literal(value)
      }
      lines.append("INSERT INTO \(table.name) VALUES (\(values.joined(separator: ", ")));")
    }
    return lines
  }

  /// Numbers in the fewest digits that read back as the same.
  private static func literal(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "NULL"
    case .int64(let integer): String(integer)
    case .double(let real): "\(real)"
    case .string(let text): quoted(text)
    case .blob(let data): "X'\([UInt8](data).hex)'"
    }
  }

  /// SQL reads no further than a NUL.
  private static func quoted(_ text: String) -> String {
    if text.utf8.contains(0) { return "CAST(X'\(Array(text.utf8).hex)' AS TEXT)" }
    return "'" + text.replacing("'", with: "''") + "'"
  }
}
