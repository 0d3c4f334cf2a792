/// A JSON value whose object keys keep the order they were given, so that the text is the same every time.
package indirect enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  package static func == (a: JSON, b: JSON) -> Bool { a.text() == b.text() }

  /// - Parameter indented: two spaces a level, and a line an element; otherwise one line.
  package func text(indented: Bool = true) -> String {
    var out = ""
    write(to: &out, indented: indented, level: 0)
    return out
  }

  private func write(to out: inout String, indented: Bool, level: Int) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .int(let value): out += String(value)
    case .double(let value): out += value.isFinite ? "\(value)" : "null"
    case .string(let value): out += JSON.quoted(value)
    case .array(let values):
      JSON.list(values.map { (nil, $0) }, "[", "]", to: &out, indented: indented, level: level)
    case .object(let members):
      JSON.list(members.map { ($0.key, $0.value) }, "{", "}", to: &out, indented: indented, level: level)
    }
  }

  private static func list(
    _ items: [(String?, JSON)], _ open: String, _ close: String, to out: inout String, indented: Bool,
    level: Int
  ) {
    out += open
    for (index, (key, value)) in items.enumerated() {
      if index > 0 { out += "," }
      if indented { out += "\n" + String(repeating: "  ", count: level + 1) }
      if let key { out += quoted(key) + (indented ? ": " : ":") }
      value.write(to: &out, indented: indented, level: level + 1)
    }
    if indented && !items.isEmpty { out += "\n" + String(repeating: "  ", count: level) }
    out += close
  }

  /// The text as a JSON string literal; everything above U+001F stays as it is.
  package static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<"\u{20}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
