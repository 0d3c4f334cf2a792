/// What a terminal must not be sent: a control character, or one that breaks the line.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}

/// A text from a data file or a path as a message shows it: cut if it is long, with no control character in it.
func plain(_ text: String, atMost limit: Int = .max) -> String {
  var shown = String.UnicodeScalarView()
  shown.append(contentsOf: text.unicodeScalars.prefix(limit).map { isControl($0) ? "\u{FFFD}" : $0 })
  return String(shown) + (shown.count < text.unicodeScalars.count ? "…" : "")
}

/// A text of the user's between backticks.
package func quoted(_ text: String) -> String { "`" + plain(text, atMost: 60) + "`" }
