import Determinism

/// A document as Markdown that reads well in a pull request (GitHub Flavored Markdown).
struct Markdown {
  let document: Document

  var text: String {
    let head = [
      "# " + document.title.escapedForMarkdown,
      document.lead.map(\.escapedForMarkdown).joined(separator: "  \n"),
    ]
    let parts = document.sections.flatMap { section in
      ["## " + section.title.escapedForMarkdown] + section.blocks.flatMap(lines)
    }
    return (head + parts).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func lines(_ block: Block) -> [String] {
    switch block {
    case .paragraph(let text): [text.escapedForMarkdown]
    case .verdict(let tone, let text): ["**\(tone.sign) \(text.escapedForMarkdown)**"]
    case .list(let items): [items.map { "- " + $0.escapedForMarkdown }.joined(separator: "\n")]
    case .facts(let facts), .entries(let facts): [facts.map(line).joined(separator: "\n")]
    case .table(let table): lines(table)
    case .figures(let figures): figures.flatMap(lines)
    case .commands(let commands): ["```sh\n" + commands.joined(separator: "\n") + "\n```"]
    }
  }

  private func line(_ fact: Fact) -> String {
    let note = fact.note.isEmpty ? "" : " (\(fact.note.escapedForMarkdown))"
    return "- \(fact.name.escapedForMarkdown): **\(fact.value.escapedForMarkdown)**\(note)"
  }

  /// A chart in words; its numbers are folded away.
  private func lines(_ figure: Figure) -> [String] {
    ["### " + figure.title.escapedForMarkdown, figure.description.escapedForMarkdown] + lines(figure.table)
  }

  private func lines(_ table: Table) -> [String] {
    let rows =
      ([table.columns.map { $0.title.escapedForMarkdown }] + [
        table.columns.map { $0.isNumeric ? "--:" : "---" }
      ]
      + table.rows.map { $0.map { $0.text.escapedForMarkdown } }).map {
        "| " + $0.joined(separator: " | ") + " |"
      }
    let text = rows.joined(separator: "\n")
    let note = table.note.isEmpty ? [] : [table.note.escapedForMarkdown]
    guard table.isFolded else { return ["**\(table.title.escapedForMarkdown)**", text] + note }
    return ["<details><summary>\(table.title.escapedForMarkdown)</summary>", text] + note + ["</details>"]
  }
}

extension String {
  /// As plain text in Markdown, and in the HTML elements that stand in it: no name becomes markup, a formula, a link, a
  /// mention, an emoji or another line. Entities stand for the characters that could make it so.
  fileprivate var escapedForMarkdown: String {
    let text = Array(unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }.drop { $0 == " " })
    let mark = Self.mark(beginning: text)
    var out = ""
    for (index, scalar) in text.enumerated() {
      let opens = scalar == ":" && Self.opens(after: text[..<index].last, before: text[(index + 1)...].first)
      if opens || index == mark || "\\`*_[]#|~<>&@$".unicodeScalars.contains(scalar) {
        out += "&#\(scalar.value);"
      } else {
        out.unicodeScalars.append(scalar.isUnseen ? "\u{FFFD}" : scalar)
      }
    }
    return out.replacing("www.", with: "www&#46;")
  }

  /// Whether a colon between these may be a link's or an emoji's: not at the end of a word, and not in a time.
  private static func opens(after: Unicode.Scalar?, before: Unicode.Scalar?) -> Bool {
    guard let before, before != " " else { return false }
    return !("0"..."9" ~= before && after.map { "0"..."9" ~= $0 } == true)
  }

  /// Where the character is that makes the beginning of a line an item of a list, a rule, or what makes a heading of the
  /// line above it.
  private static func mark(beginning text: [Unicode.Scalar]) -> Int? {
    let digits = text.prefix { "0"..."9" ~= $0 }.count
    guard digits < text.count else { return nil }
    let next = digits + 1 < text.count ? text[digits + 1] : " "
    switch text[digits] {
    case "-", "+", "=": return digits == 0 && !("0"..."9" ~= next) ? 0 : nil
    case ".", ")": return digits > 0 && next == " " ? digits : nil
    default: return nil
    }
  }
}
