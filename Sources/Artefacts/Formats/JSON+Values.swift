import Determinism

extension JSON {
  var integer: Int? { if case .int(let value) = self { value } else { nil } }

  /// Any number.
  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .null, .bool, .string, .array, .object: nil
    }
  }

  var string: String? { if case .string(let value) = self { value } else { nil } }

  var integers: [Int]? { each(\.integer) }
  var numbers: [Double]? { each(\.number) }
  var strings: [String]? { each(\.string) }

  /// - Returns: nil unless it is an array of such values alone.
  func each<Value>(_ value: (JSON) -> Value?) -> [Value]? {
    guard case .array(let elements) = self else { return nil }
    let values = elements.compactMap(value)
    return values.count == elements.count ? values : nil
  }
}
