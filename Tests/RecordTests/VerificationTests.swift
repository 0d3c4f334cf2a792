import Foundation
import Testing

@testable import Record

struct VerificationTests {
  let folder = try! TemporaryFolder()

  private func played() throws -> String {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    try record.close()
    return folder.file()
  }

  private func findings(after sql: String) throws -> [String] {
    let path = try played()
    try tamper(path, "PRAGMA ignore_check_constraints = 1; " + sql)
    return try Record.open(path: path, for: .reading).verify().map(\.description)
  }

  /// Every value that counts, and every float that people read: changed in one row, it is found, and its table named.
  static let columns = Schema.tables.filter { $0.kind == .input || $0.kind == .result }.flatMap { table in
    table.columns.filter { $0.isDigested || $0.type.hasPrefix("REAL") }.map { (table: table.name, column: $0.name) }
  }

  @Test(arguments: columns.map { "\($0.table).\($0.column)" })
  func `a changed value is found`(name: String) throws {
    let parts = name.split(separator: ".").map(String.init)
    let (table, column) = (parts[0], parts[1])
    let other = "CASE typeof(\(column)) WHEN 'text' THEN replace(\(column) || '#', '0#', '1#') ELSE coalesce(\(column), 0) + 1 END"
    let sql = """
      UPDATE \(table) SET \(column) = replace(\(other), '#', '0')
      WHERE \(column) = (SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL LIMIT 1) OR \(column) IS NULL
      """
    let found = try findings(after: sql)
    #expect(found.contains { $0.contains(table) }, "\(found)")
  }

  @Test(arguments: [
    ("UPDATE client_update SET loss = 0.75 WHERE round = 2 AND client = 2", [
      "run 1: client_update, round 2, client 2: loss is 0.75, its bits say 0.25"
    ]),
    ("UPDATE checkpoint SET model = x'00000000'", [
      "run 1: its model is df3f61980496, round 3 gave 2ad94b4b0a1b"
    ]),
    ("UPDATE account SET balance = '5000001' WHERE name = '@mint'", []),
    ("DELETE FROM round_time", []),
    ("UPDATE attempt SET host = 'elsewhere'", []),
  ])
  func `findings say what is wrong`(sql: String, expected: [String]) throws {
    let found = try findings(after: sql)
    if expected.isEmpty { return }
    #expect(found == expected)
  }
}
