/// A block on a page.
struct BlockMarkup {
  /// What the ids of its parts begin with.
  let id: String
  let block: Block

  var markup: Markup {
    switch block {
    case .paragraph(let text): .tag("p", [:], text)
    case .verdict(let tone, let text):
      .tag("p", ["class": "verdict \(tone.rawValue)"], [.tag("span", ["aria-hidden": "true"], tone.sign), .text(" " + text)])
    case .list(let items): .tag("ul", [:], items.map { .tag("li", [:], $0) })
    case .facts(let facts): .tag("dl", ["class": "facts"], facts.map(fact))
    case .entries(let facts):
      .tag("dl", ["class": "entries"], facts.map { .tag("div", [:], [.tag("dt", [:], $0.name), .tag("dd", [:], $0.value)]) })
    case .table(let table): TableMarkup(table: table).markup
    case .figures(let figures):
      .tag(
        "div", ["class": "figures"],
        figures.enumerated().map { FigureMarkup(id: "\(id)f\($0.offset + 1)", figure: $0.element).markup })
    case .commands(let lines):
      .tag("pre", [:], [.tag("code", [:], lines.joined(separator: "\n"))])
    }
  }

  private func fact(_ fact: Fact) -> Markup {
    let note: [Markup] = fact.note.isEmpty ? [] : [.text(" "), .tag("small", [:], fact.note)]
    return .tag(
      "div", [:], [.tag("dt", [:], fact.name), .tag("dd", [:], [.tag("b", [:], fact.value)] + note)])
  }
}
