/// Cuts RFC 4180 text into cells without copying them. A row ends with LF, CRLF or CR; empty lines are passed
/// over. Spaces around a cell without quotes do not belong to it.
struct CSVScanner {
  struct Cell {
    /// Inside the quotes, if there are any.
    var range: Range<Int>
    /// Whether quotes in it are doubled.
    var isEscaped: Bool
    var endsRow: Bool
  }

  enum Fault: Error { case unclosedQuote, strayQuote }

  /// Borrowed for as long as the scanner is used.
  let bytes: UnsafeRawBufferPointer
  /// Of the next cell, from 1.
  private(set) var line: Int
  /// The first byte of the next cell.
  fileprivate(set) var position: Int

  fileprivate static let space = UInt8(ascii: " ")
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")

  /// Of a whole text.
  init(_ bytes: UnsafeRawBufferPointer) {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.init(bytes, from: bytes.starts(with: byteOrderMark) ? 3 : 0, line: 1)
  }

  /// Of a part of a text.
  /// - Parameter line: that of the byte at `position`, where a row begins.
  init(_ bytes: UnsafeRawBufferPointer, from position: Int, line: Int) {
    self.bytes = bytes
    self.position = position
    self.line = line
  }

  /// Passes over empty lines.
  /// - Returns: whether a row follows.
  mutating func startRow() -> Bool {
    while position < bytes.count, bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn {
      endLine()
    }
    return position < bytes.count
  }

  /// The next cell of a row. Call it after ``startRow()`` or a cell that does not end the row.
  mutating func cell() throws(Fault) -> Cell {
    if position < bytes.count, bytes[position] == Self.quote { return try quotedCell() }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
      if byte == Self.quote { throw .strayQuote }
      position += 1
    }
    let range = trimmed(start..<position)
    return Cell(range: range, isEscaped: false, endsRow: try endCell())
  }

  /// The rest of the line, quotes and all.
  var restOfLine: [UInt8] {
    Array(bytes[position...].prefix { $0 != Self.lineFeed && $0 != Self.carriageReturn })
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == Self.space { start += 1 }
    while end > start, bytes[end - 1] == Self.space { end -= 1 }
    return start..<end
  }

  /// The cell's bytes with doubled quotes made single.
  func text(_ cell: Cell) -> [UInt8] {
    guard cell.isEscaped else { return Array(bytes[cell.range]) }
    var text: [UInt8] = []
    var isSecond = false
    for byte in bytes[cell.range] {
      isSecond = byte == Self.quote && !isSecond
      if !isSecond { text.append(byte) }
    }
    return text
  }

  private mutating func quotedCell() throws(Fault) -> Cell {
    position += 1
    let start = position
    let startLine = line
    var isEscaped = false
    while position < bytes.count {
      if bytes[position] == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else {
          let range = start..<position
          position += 1
          return Cell(range: range, isEscaped: isEscaped, endsRow: try endCell())
        }
        isEscaped = true
        position += 2
      } else if bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn {
        endLine()
      } else {
        position += 1
      }
    }
    line = startLine
    throw .unclosedQuote
  }

  /// - Returns: whether the row ends with the cell.
  private mutating func endCell() throws(Fault) -> Bool {
    guard position < bytes.count else { return true }
    switch bytes[position] {
    case Self.comma:
      position += 1
      return false
    case Self.lineFeed, Self.carriageReturn:
      endLine()
      return true
    default: throw .strayQuote
    }
  }

  fileprivate mutating func endLine() {
    let isReturn = bytes[position] == Self.carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
    line += 1
  }
}

extension CSVScanner {
  /// Reads the next cell if it is a number as most are: a sign, digits and a point, few enough to be exact in
  /// a double, with nothing around them.
  /// - Returns: what ``decimalNumber(_:in:)`` makes of it; nil, and nothing is read, for any other cell.
  mutating func plainNumber() -> (number: Float, endsRow: Bool)? {
    var end = position
    let isNegative = end < bytes.count && bytes[end] == UInt8(ascii: "-")
    if isNegative { end += 1 }
    var mantissa: UInt64 = 0
    let whole = digits(&end, &mantissa)
    var fraction = 0
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      fraction = digits(&end, &mantissa)
    }
    guard whole + fraction > 0, whole + fraction <= 18, mantissa <= 1 << 53 else { return nil }
    guard end == bytes.count || bytes[end] == Self.comma || bytes[end] == Self.lineFeed else { return nil }
    let value = Double(mantissa) / powersOfTen[fraction]
    let endsRow = end == bytes.count || bytes[end] == Self.lineFeed
    position = end
    if end < bytes.count { if endsRow { endLine() } else { position += 1 } }
    return (Float(isNegative ? -value : value), endsRow)
  }

  /// Takes digits into the mantissa, which wraps beyond 19 of them.
  /// - Returns: how many.
  @inline(__always)
  private func digits(_ end: inout Int, _ mantissa: inout UInt64) -> Int {
    let start = end
    while end < bytes.count, case let digit = bytes[end] &- UInt8(ascii: "0"), digit <= 9 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      end += 1
    }
    return end - start
  }
}
