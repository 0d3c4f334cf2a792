import Determinism
import GRDB
import Tokenomics

/// A stored value that is not of the kind its column holds.
struct StoredValueError: Error, CustomStringConvertible {
  let column: String
  let expected: String

  var description: String { "column \(column) holds no \(expected)" }
}

/// What a row holds, checked: a record may have been edited by anyone.
extension Row {
  func text(_ column: String) throws -> String { try value(column, "text") }

  /// What Muster counts or numbers stays far below 2⁴⁰. More than that would be an edit, and could overflow a
  /// sum.
  func count(_ column: String, upTo limit: Int = Row.largestCount) throws -> Int {
    let count: Int = try value(column, "integer")
    guard (0...limit).contains(count) else {
      throw StoredValueError(column: column, expected: "count")
    }
    return count
  }

  /// A JSON array of counts, together no more than one may be.
  func counts(_ column: String) throws -> [Int] {
    try parsed(column, "list of counts") { text in
      let counts = Spelling.integers(text)
      var room = Row.largestCount
      for count in counts ?? [] {
        guard (0...room).contains(count) else { return nil }
        room -= count
      }
      return counts
    }
  }

  static var largestCount: Int { 1 << 40 }

  func double(_ column: String) throws -> Double {
    let number: Double = try value(column, "number")
    guard number.isFinite else { throw StoredValueError(column: column, expected: "finite number") }
    return number
  }

  func optionalText(_ column: String) throws -> String? { isNull(column) ? nil : try text(column) }
  func optionalCount(_ column: String) throws -> Int? { isNull(column) ? nil : try count(column) }

  func digest(_ column: String) throws -> Digest {
    try parsed(column, "digest", Digest.init(hex:))
  }

  func optionalDigest(_ column: String) throws -> Digest? { isNull(column) ? nil : try digest(column) }

  func amount(_ column: String) throws -> BaseUnits {
    try parsed(column, "amount") { text in BaseUnits(text).flatMap { String($0) == text ? $0 : nil } }
  }

  func natural(_ column: String) throws -> UInt64 {
    try parsed(column, "natural number") { UInt64($0) }
  }

  /// The double whose bits stand in `column_bits`.
  func exact(_ column: String) throws -> Double {
    try parsed(column + "_bits", "finite IEEE 754 double") { text in
      UInt64(text, radix: 16).map(Double.init(bitPattern:)).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  func time(_ column: String) throws -> Timestamp {
    try parsed(column, "time", Timestamp.init)
  }

  func optionalTime(_ column: String) throws -> Timestamp? { isNull(column) ? nil : try time(column) }

  func choice<Choice: RawRepresentable>(_ column: String) throws -> Choice where Choice.RawValue == String {
    try parsed(column, "known word", Choice.init(rawValue:))
  }

  func hasValue(_ column: String) -> Bool { !isNull(column) }

  private func isNull(_ column: String) -> Bool { stored(column).isNull }

  private func stored(_ column: String) -> DatabaseValue {
    let value: DatabaseValue? = self[column]
    return value ?? .null
  }

  private func value<Value: DatabaseValueConvertible>(_ column: String, _ kind: String) throws -> Value {
    guard let value = Value.fromDatabaseValue(stored(column)) else {
      throw StoredValueError(column: column, expected: kind)
    }
    return value
  }

  private func parsed<Value>(_ column: String, _ kind: String, _ parse: (String) -> Value?) throws -> Value {
    guard let value = parse(try text(column)) else { throw StoredValueError(column: column, expected: kind) }
    return value
  }
}

extension Database {
  /// The largest number in a column; 0 when there is none.
  func largest(
    _ column: String, in table: Table, where condition: String = "true", _ arguments: StatementArguments = []
  ) throws -> Int {
    let row = try Row.fetchOne(
      self, sql: "SELECT max(\(column)) AS \(column) FROM \(table.name) WHERE \(condition)",
      arguments: arguments)
    return try row?.optionalCount(column) ?? 0
  }
}

extension Double {
  /// The sixteen digits that stand beside a number in the record.
  var bits: String {
    let digits = String(bitPattern, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
