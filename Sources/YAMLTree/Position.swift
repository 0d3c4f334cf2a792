/// Where a byte is, as people count: both numbers start at 1.
package struct Position: Sendable, Hashable {
  package let line: Int
  /// Counted in Unicode scalars.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Lines end with LF, CRLF or CR. A byte order mark belongs to no line.
extension SourceText {
  /// The length of the UTF-8 byte order mark at the start, 0 or 3.
  var markLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// - Parameter offset: any offset; one outside the text counts as the nearer end.
  package func position(ofByte offset: Int) -> Position {
    let offset = min(max(offset, markLength), bytes.count)
    var line = 1
    var start = markLength
    while let end = lineEnd(from: start), end.upperBound <= offset {
      line += 1
      start = end.upperBound
    }
    let scalars = bytes[start..<offset].count { $0 & 0xC0 != 0x80 }
    return Position(line: line, column: scalars + 1)
  }

  /// The text of a line without its end; bytes that are not UTF-8 show as U+FFFD.
  /// - Parameter number: from 1; a line past the last is empty.
  package func line(_ number: Int) -> String {
    var start = markLength
    for _ in stride(from: 1, to: number, by: 1) {
      guard let end = lineEnd(from: start) else { return "" }
      start = end.upperBound
    }
    let end = lineEnd(from: start)?.lowerBound ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The bytes of the first line end at or after `start`.
  private func lineEnd(from start: Int) -> Range<Int>? {
    guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
    let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
    return end..<end + (isPair ? 2 : 1)
  }
}

extension Place {
  package var start: Position { source.position(ofByte: range.lowerBound) }
  /// The position just behind the last byte.
  package var end: Position { source.position(ofByte: range.upperBound) }
  /// The bytes of the place as text.
  package var text: String { String(decoding: source.bytes[range], as: UTF8.self) }
}
