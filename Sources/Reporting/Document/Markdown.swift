import Determinism

/// A document as Markdown that reads well in a pull request (GitHub Flavored Markdown).
struct Markdown {
  let document: Document

  var text: String {
    let head = ["# " + document.title.escapedForMarkdown, document.lead.map(\.escapedForMarkdown).joined(separator: "  \n")]
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
    let rows = ([table.columns.map { $0.title.escapedForMarkdown }] + [table.columns.map { $0.isNumeric ? "--:" : "---" }]
      + table.rows.map { $0.map { $0.text.escapedForMarkdown } }).map { "| " + $0.joined(separator: " | ") + " |" }
    let text = rows.joined(separator: "\n")
    let note = table.note.isEmpty ? [] : [table.note.escapedForMarkdown]
    guard table.isFolded else { return ["**\(table.title.escapedForMarkdown)**", text] + note }
    return ["<details><summary>\(table.title.escapedForMarkdown)</summary>", text] + note + ["</details>"]
  }
}

extension String {
  /// As plain text in Markdown: no name becomes markup, a link, a mention or another line.
  fileprivate var escapedForMarkdown: String {
    var out = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!": out += "\\" + String(scalar)
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "@": out += "&#64;"
      case "\n", "\t": out += " "
      case _ where scalar.isUnseen: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;")
  }
}
