extension Unicode.Scalar {
  /// Whether it shows nothing, and could change how what is around it is read: control characters, the line feed and the
  /// tab among them, separators of lines and paragraphs, marks that set the reading direction, and whatever else Unicode
  /// calls default ignorable, but for the joiners and variation selectors that words and emoji are spelled with.
  package var isUnseen: Bool {
    if value < 0x7F { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: break
    }
    return properties.isNoncharacterCodePoint
      || properties.isDefaultIgnorableCodePoint && !properties.isJoinControl
        && !properties.isVariationSelector
  }
}

extension String {
  /// The text on one line, with U+FFFD for each scalar that is unseen.
  package var seen: String {
    guard unicodeScalars.contains(where: \.isUnseen) else { return self }
    return String(UnicodeScalarView(unicodeScalars.map { $0.isUnseen ? "\u{FFFD}" : $0 }))
  }
}
