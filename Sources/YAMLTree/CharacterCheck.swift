extension SourceText {
  /// Refuses what libyaml would read differently from an editor, or not at all.
  func checkCharacters() throws(YAMLError) {
    if let encoding = wideEncoding { throw YAMLError(.encoding(encoding), at: place(0, 0)) }
    let text: UTF8Span
    do {
      text = try UTF8Span(validating: bytes.span)
    } catch {
      throw YAMLError(.invalidUTF8, at: place(error.byteOffsets.lowerBound, error.byteOffsets.upperBound))
    }
    if let offset = firstRefused(isASCII: text.isKnownASCII) {
      var scalars = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.makeIterator()
      let scalar = scalars.next() ?? "\u{FFFD}"
      throw YAMLError(.character(scalar), at: place(offset, offset + UTF8.width(scalar)))
    }
  }

  func place(_ start: Int, _ end: Int) -> Place { Place(source: self, range: start..<end) }

  private var wideEncoding: String? {
    let marks: [(String, [UInt8])] = [
      ("UTF-32", [0, 0, 0xFE, 0xFF]), ("UTF-32", [0xFF, 0xFE, 0, 0]),
      ("UTF-16", [0xFE, 0xFF]), ("UTF-16", [0xFF, 0xFE]),
    ]
    return marks.first { bytes.starts(with: $0.1) }?.0
  }

  private func firstRefused(isASCII: Bool) -> Int? {
    for offset in markLength..<bytes.count {
      let byte = bytes[offset]
      let refused =
        switch byte {
        case 0x20...0x7E, 0x09, 0x0A, 0x0D: false
        case 0...0x7F: true
        default: isRefusedSequence(at: offset)
        }
      if refused { return offset }
    }
    return nil
  }

  /// U+0080…U+009F, U+2028, U+2029, U+FEFF, U+FFFE or U+FFFF.
  private func isRefusedSequence(at offset: Int) -> Bool {
    switch bytes[offset] {
    case 0xC2: bytes[offset + 1] < 0xA0
    case 0xE2: bytes[offset + 1] == 0x80 && (0xA8...0xA9).contains(bytes[offset + 2])
    case 0xEF:
      bytes[offset + 1] == 0xBB && bytes[offset + 2] == 0xBF
        || bytes[offset + 1] == 0xBF && bytes[offset + 2] >= 0xBE
    default: false
    }
  }
}
