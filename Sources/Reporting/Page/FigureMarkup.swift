/// A chart on a page: its drawing with a title and a description, its legend, and its numbers for whoever wants them.
struct FigureMarkup {
  let id: String
  let figure: Figure

  var markup: Markup {
    .tag(
      "figure", figure.drawing.isWide ? ["class": "wide"] : [:],
      [.tag("figcaption", [:], [.tag("h3", [:], figure.title)]), .tag("div", ["class": "canvas"], [drawing])]
        + (figure.legend.isEmpty ? [] : [legend]) + [TableMarkup(table: figure.table).markup])
  }

  private var drawing: Markup {
    .tag(
      "svg",
      [
        "role": "img", "viewBox": "0 0 \(Pen.place(figure.drawing.width)) \(Pen.place(figure.drawing.height))",
        "aria-labelledby": "\(id)t \(id)d",
      ],
      [.tag("title", ["id": id + "t"], figure.title), .tag("desc", ["id": id + "d"], figure.description)]
        + figure.drawing.shapes)
  }

  private var legend: Markup {
    .tag(
      "ul", ["class": "legend"],
      figure.legend.map { .tag("li", [:], [swatch($0.mark), .text($0.text)]) })
  }

  private func swatch(_ mark: LegendEntry.Mark) -> Markup {
    let shape =
      switch mark {
      case .line(let number): Pen.line("curve " + Pen.lineStyle(number), from: (0, 6), to: (26, 6))
      case .goal: Pen.line("goal", from: (0, 6), to: (26, 6))
      case .area(let number): Pen.rectangle(Bars.areaStyle(number), x: 7, y: 0, width: 12, height: 12)
      case .cell(let style): swatch(cell: style)
      }
    return .tag("svg", ["aria-hidden": "true", "viewBox": "0 0 26 12"], [shape])
  }

  private func swatch(cell style: String) -> Markup {
    let path =
      switch style {
      case "dropped": "M9 2l8 8M9 10l8 -8"
      case "reassigned": "M10 3h6v6h-6z"
      default: "M7 0h12v12h-12z"
      }
    return .tag("path", ["class": style, "d": path])
  }
}
