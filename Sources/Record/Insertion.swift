import Determinism
import Foundation
import GRDB
import Tokenomics

/// A value as SQLite takes it.
typealias Stored = (any DatabaseValueConvertible)?

extension Database {
  /// One row, its values in the order of the table's columns. Unchecked, because the count is the table's
  /// own: a round is many rows, and the check would be an eighth of its cost.
  func insert(into table: Table, _ values: Stored...) throws {
    let statement = try cachedStatement(sql: table.insertSQL)
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
  }
}

/// How values are spelt in the record.
enum Spelling {
  /// A JSON array of integers, without spaces.
  static func list(_ values: [Int]) -> String {
    "[" + values.map(String.init).joined(separator: ",") + "]"
  }

  /// A JSON array of strings.
  static func list(_ values: [String]) -> String {
    JSON.array(values.map(JSON.string)).text(indented: false)
  }

  static func integers(_ text: String) -> [Int]? {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 1, parts[0].isEmpty { return [] }
    let values = parts.compactMap { Int($0) }
    return values.count == parts.count ? values : nil
  }

  static func strings(_ text: String) -> [String]? {
    try? JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}
