/// How much room text takes on a terminal, in columns: two for a wide character, none for one that joins another.
extension String {
  var columns: Int {
    // Characters are many times slower to find than bytes.
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.columns }
  }

  /// As much of it as fits into so many columns, at least 1, with an ellipsis where some does not.
  func fitted(columns limit: Int) -> String {
    guard columns > limit else { return self }
    var (kept, width) = ("", 0)
    for character in self {
      width += character.columns
      if width >= limit { break }
      kept.append(character)
    }
    return kept + "…"
  }
}

extension Character {
  fileprivate var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    let isWide = Self.wide.contains { $0 ~= first.value } || first.properties.isEmojiPresentation
    return isWide ? 2 : 1
  }

  /// The blocks whose characters are wide or full-width in Unicode's EastAsianWidth.txt, roughly.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F200...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]
}
