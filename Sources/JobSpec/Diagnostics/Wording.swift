import Determinism

/// Phrases that the words of several diagnostics share.
enum Wording {
  /// A text of the user's between backticks, cut if it is long, with nothing in it that is unseen.
  static func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(60)
    return "`" + String(shown).seen + (shown.endIndex < text.unicodeScalars.endIndex ? "…" : "") + "`"
  }

  static func list(_ words: [String], _ joint: String) -> String {
    let quoted = words.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(joint) " + last
  }

  static func oneOf(_ words: [String]) -> String {
    words.count == 1 ? list(words, "or") : "one of " + list(words, "or")
  }

  static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  static func section(_ path: String) -> String { path.isEmpty ? "the job" : "`\(path)`" }

  static func inside(_ path: String) -> String { path.isEmpty ? "" : " in `\(path)`" }

  static func suggestion(_ word: String, _ candidates: [String]) -> String? {
    nearestName(to: word, among: candidates).map { "did you mean `\($0)`?" }
  }

  static func participants(_ known: [String]) -> String {
    known.isEmpty
      ? "the job has no participants" : "the participants are \(list(Array(known.prefix(20)), "and"))"
  }

  /// What a section may hold, when that is what was expected.
  static func keys(of shape: Shape) -> String? {
    switch shape {
    case .section(let section): "its keys: \(list(section.fields.map(\.key), "and"))"
    case .orFile(let shape), .oneOrMore(let shape, _): keys(of: shape)
    default: nil
    }
  }

  /// A list of the one scalar that stands where a list was expected.
  static func list(_ expected: Shape, around found: String) -> String? {
    guard case .list = expected, found.hasPrefix("`") else { return nil }
    return "a list of one item is `[\(found.dropFirst())".dropLast() + "]`"
  }

  /// What a number without its unit may have meant.
  static func durations(_ number: String, _ range: ClosedRange<Duration>) -> String {
    let meant = ["s", "m", "h"].map { number + $0 }.filter {
      DurationText.value($0).map(range.contains) ?? false
    }
    return meant.isEmpty
      ? "the units are `ms`, `s`, `m`, `h` and `d`" : "write \(list(meant, "or")), whichever is meant"
  }

  /// The flag that other languages spell so.
  static func flag(_ text: String) -> String? {
    switch text.lowercased() {
    case "true", "yes", "on", "y", "1": "true"
    case "false", "no", "off", "n", "0": "false"
    default: nil
    }
  }
}
