/// Why a text is no JSON, and at which byte.
package struct JSONFault: Error, Equatable, CustomStringConvertible {
  package var reason: String
  package var position: Int

  package init(reason: String, position: Int) {
    self.reason = reason
    self.position = position
  }

  package var description: String { "\(reason) at byte \(position)" }
}

extension JSON {
  /// Reads RFC 8259's JSON and nothing else: one value, in UTF-8, no key twice in an object, and no more than 64 levels.
  /// A number without a point or an exponent that fits is an `int`, any other finite one a `double`.
  package init(parsing bytes: some Collection<UInt8>) throws(JSONFault) {
    var reader = JSONReader(bytes: Array(bytes))
    self = try reader.document()
  }

  /// - Returns: nil unless it is an object with this key.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  private var position = 0
  private static let deepest = 64

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONFault) -> JSON {
    let value = try value(level: 0)
    skipSpace()
    guard position == bytes.count else { throw fault("text follows the value") }
    return value
  }

  private func fault(_ reason: String) -> JSONFault { JSONFault(reason: reason, position: position) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value(level: Int) throws(JSONFault) -> JSON {
    guard level < Self.deepest else { throw fault("more than \(Self.deepest) levels") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(level: level)
    case UInt8(ascii: "["): return try array(level: level)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONFault) -> JSON {
    guard bytes[position...].starts(with: word.utf8) else { throw fault("no value") }
    position += word.utf8.count
    return value
  }

  private mutating func array(level: Int) throws(JSONFault) -> JSON {
    position += 1
    var values: [JSON] = []
    if take("]") { return .array(values) }
    repeat { values.append(try value(level: level + 1)) } while take(",")
    guard take("]") else { throw fault("an array that is not closed") }
    return .array(values)
  }

  private mutating func object(level: Int) throws(JSONFault) -> JSON {
    position += 1
    var members: [(key: String, value: JSON)] = []
    var keys: Set<[UInt8]> = []
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      let key = try string()
      guard keys.insert(Array(key.utf8)).inserted else { throw fault("a key that was there before") }
      guard take(":") else { throw fault("a key without a value") }
      members.append((key, try value(level: level + 1)))
    } while take(",")
    guard take("}") else { throw fault("an object that is not closed") }
    return .object(members)
  }

  private mutating func number() throws(JSONFault) -> JSON {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let leadsWithZero = next == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, whole == 1 || !leadsWithZero else { throw fault("no value") }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard digits() > 0 else { throw fault("a point without digits") }
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if let sign = next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      guard digits() > 0 else { throw fault("an exponent without digits") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .int(integer) }
    guard let number = Double(text), number.isFinite else { throw fault("a number that is too large") }
    return .double(number)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    return position - start
  }
}

extension JSONReader {
  private mutating func string() throws(JSONFault) -> String {
    guard next == UInt8(ascii: "\"") else { throw fault("no string") }
    position += 1
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault("a control character in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    guard next != nil else { throw fault("a string that is not closed") }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else { throw fault("text that is not UTF-8") }
    return string
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
    guard let byte = next else { throw fault("a string that is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += Array(String(try escapedScalar()).utf8)
    default: throw fault("an escape that does not exist")
    }
  }

  /// One of four digits, or a surrogate pair.
  private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard bytes[position...].starts(with: "\\u".utf8) else { throw fault("half a surrogate pair") }
    position += 2
    let second = try fourDigits()
    guard 0xD800..<0xDC00 ~= first, 0xDC00..<0xE000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault("half a surrogate pair") }
    return scalar
  }

  private mutating func fourDigits() throws(JSONFault) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("an escape without four digits") }
    position += 4
    return number
  }
}
