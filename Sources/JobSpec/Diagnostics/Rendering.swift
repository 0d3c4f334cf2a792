import YAMLTree

extension Diagnostic {
  /// The diagnostic as people read it, with the line it is about; it ends without a line break.
  ///
  ///     Jobs/x.yaml:12:5: error: unknown key `epoch` in `training`
  ///        |
  ///     12 |     epoch: 2
  ///        |     ^^^^^
  ///        = help: did you mean `epochs`?
  package var rendered: String {
    var lines = Diagnostic.block(severity.rawValue, message, at: place)
    let gutter = place.map { String($0.start.line).utf8.count } ?? 0
    if let help { lines.append(String(repeating: " ", count: gutter) + " = help: " + help) }
    for one in related { lines += Diagnostic.block("note", one.message, at: one.place) }
    return lines.joined(separator: "\n")
  }

  private static func block(_ title: String, _ message: String, at place: Place?) -> [String] {
    guard let place else { return ["\(title): \(message)"] }
    let start = place.start
    let head = "\(place.source.name):\(start.line):\(start.column): \(title): \(message)"
    let excerpt = Excerpt(place)
    guard !excerpt.line.isEmpty else { return [head] }
    let number = String(start.line)
    let gutter = String(repeating: " ", count: number.utf8.count) + " |"
    return [head, gutter, "\(number) | \(excerpt.line)", "\(gutter) \(excerpt.marks)"]
  }
}

extension [Diagnostic] {
  /// All of them with a blank line between each two, and a line break at the end; empty when there are none.
  package var rendered: String {
    map { $0.rendered + "\n" }.joined(separator: "\n")
  }
}
