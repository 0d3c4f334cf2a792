import Determinism

/// A text from a data file or a path as a message shows it: cut if it is long, with nothing in it that is unseen.
func plain(_ text: String, atMost limit: Int = .max) -> String {
  let shown = text.unicodeScalars.prefix(limit)
  return String(shown).seen + (shown.endIndex < text.unicodeScalars.endIndex ? "…" : "")
}

/// A text of the user's between backticks.
package func quoted(_ text: String) -> String { "`" + plain(text, atMost: 60) + "`" }
