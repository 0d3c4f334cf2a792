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
  func int(_ column: String) throws -> Int { try value(column, "integer") }
  func double(_ column: String) throws -> Double { try value(column, "number") }

  func optionalText(_ column: String) throws -> String? { isNull(column) ? nil : try text(column) }
  func optionalInt(_ column: String) throws -> Int? { isNull(column) ? nil : try int(column) }

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
    try parsed(column + "_bits", "IEEE 754 double") { UInt64($0, radix: 16).map(Double.init(bitPattern:)) }
  }

  func time(_ column: String) throws -> Timestamp {
    try parsed(column, "time", Timestamp.init)
  }

  func optionalTime(_ column: String) throws -> Timestamp? { isNull(column) ? nil : try time(column) }

  func choice<Choice: RawRepresentable>(_ column: String) throws -> Choice where Choice.RawValue == String {
    try parsed(column, "known word", Choice.init(rawValue:))
  }

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

extension Double {
  /// The sixteen digits that stand beside a number in the record.
  var bits: String {
    let digits = String(bitPattern, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
