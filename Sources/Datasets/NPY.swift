extension NumberArray {
  /// Reads NumPy's NPY format, versions 1 to 3, in C order, of little-endian f4, f8, i4, i8 or u1.
  package init(npy file: FileBytes, path: String) throws(DatasetError) {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    let head = file.prefix(12)
    guard head.starts(with: magic), head.count >= 10, (1...3).contains(head[6]) else {
      throw DatasetError(path: path, kind: .notNPY)
    }
    let textStart = head[6] == 1 ? 10 : 12
    guard head.count >= textStart else { throw DatasetError(path: path, kind: .notNPY) }
    let length = head[8..<textStart].reversed().reduce(0) { $0 << 8 | Int($1) }
    // A header is some 100 bytes long; more would be copied before it is refused.
    guard length <= 1 << 20 else { throw DatasetError(path: path, kind: .badNPYHeader) }
    guard length <= file.count - textStart else {
      throw DatasetError(path: path, kind: .wrongLength(expected: textStart + length, found: file.count))
    }
    var text = PythonLiteral(file.prefix(textStart + length)[textStart...])
    guard let header = text.npyHeader() else { throw DatasetError(path: path, kind: .badNPYHeader) }
    let element = try Self.element(npy: header.descr, path: path)
    if header.fortranOrder && header.shape.count > 1 { throw DatasetError(path: path, kind: .fortranOrder) }
    try self.init(path: path, shape: header.shape, element: element, bytes: file, start: textStart + length)
  }

  private static func element(npy descr: String, path: String) throws(DatasetError) -> Element {
    switch descr {
    case "<f4": .float32
    case "<f8": .float64
    case "<i4": .int32
    case "<i8": .int64
    case "|u1", "<u1": .uint8
    default: throw DatasetError(path: path, kind: .unsupportedElement(String(descr.prefix(20))))
    }
  }
}

/// Just enough of Python's literals for an NPY header: `{'descr': '<f4', 'fortran_order': False, 'shape': (2,
/// 3), }`.
private struct PythonLiteral {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    rest = text
  }

  /// - Returns: nil unless the text is a dictionary with exactly these three keys.
  mutating func npyHeader() -> (descr: String, fortranOrder: Bool, shape: [Int])? {
    var descr: String?
    var fortranOrder: Bool?
    var shape: [Int]?
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = string(), take(":") else { return nil }
      switch key {
      case "descr" where descr == nil: descr = string()
      case "fortran_order" where fortranOrder == nil: fortranOrder = boolean()
      case "shape" where shape == nil: shape = integers()
      default: return nil
      }
      guard take(",") || rest.first == UInt8(ascii: "}") else { return nil }
    }
    skipSpace()
    guard rest.isEmpty, let descr, let fortranOrder, let shape else { return nil }
    return (descr, fortranOrder, shape)
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private mutating func take(_ word: String) -> Bool {
    skipSpace()
    guard rest.starts(with: word.utf8) else { return false }
    rest = rest.dropFirst(word.utf8.count)
    return true
  }

  private mutating func string() -> String? {
    guard take("'"), let end = rest.firstIndex(of: UInt8(ascii: "'")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(validating: rest[..<end], as: UTF8.self)
  }

  private mutating func boolean() -> Bool? {
    take("True") ? true : take("False") ? false : nil
  }

  private mutating func integers() -> [Int]? {
    guard take("(") else { return nil }
    var integers: [Int] = []
    while !take(")") {
      skipSpace()
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let integer = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      integers.append(integer)
      rest = rest.dropFirst(digits.count)
      guard take(",") || rest.first == UInt8(ascii: ")") else { return nil }
    }
    return integers
  }
}
