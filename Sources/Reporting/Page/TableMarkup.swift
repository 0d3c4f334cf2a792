/// A table on a page, which can be scrolled sideways where it is wider than the page.
struct TableMarkup {
  let table: Table

  var markup: Markup {
    guard table.isFolded else { return shown(named: true) }
    return .tag("details", [:], [.tag("summary", [:], table.title), shown(named: false)])
  }

  private func shown(named: Bool) -> Markup {
    let name: [Markup] = named ? [.tag("caption", [:], table.title)] : []
    let note: [Markup] = table.note.isEmpty ? [] : [.tag("p", ["class": "note"], table.note)]
    return .tag(
      "div", ["class": "scroll", "role": "region", "aria-label": table.title, "tabindex": "0"],
      [
        .tag(
          "table", [:],
          name + [.tag("thead", [:], [.tag("tr", [:], table.columns.map(head))]), .tag("tbody", [:], table.rows.map(row))])
      ] + note)
  }

  private func head(_ column: Table.Column) -> Markup {
    column.isNumeric
      ? .tag("th", ["scope": "col", "class": "n"], column.title) : .tag("th", ["scope": "col"], column.title)
  }

  private func row(_ cells: [Table.Cell]) -> Markup {
    .tag("tr", [:], cells.enumerated().map { cell($0.element, column: $0.offset) })
  }

  /// A short text stays on one line.
  private func cell(_ cell: Table.Cell, column: Int) -> Markup {
    let isNumeric = table.columns.indices.contains(column) && table.columns[column].isNumeric
    let classes = (isNumeric ? ["n"] : cell.text.count <= 24 ? ["w"] : []) + (cell.shade > 0 ? ["h\(cell.shade)"] : [])
    let content: Markup = cell.isCode ? .tag("code", [:], cell.text) : .text(cell.text)
    let attributes = (column == 0 ? [Markup.Attribute(name: "scope", value: "row")] : [])
      + (classes.isEmpty ? [] : [Markup.Attribute(name: "class", value: classes.joined(separator: " "))])
    return .element(column == 0 ? "th" : "td", attributes: attributes, children: [content])
  }
}
