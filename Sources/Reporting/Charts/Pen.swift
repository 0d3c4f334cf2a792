import Determinism

/// Shapes that every chart is drawn with.
enum Pen {
  /// A length or place in user units, to a tenth.
  static func place(_ value: Double) -> String {
    let text = Figures.fixed(value.isFinite ? value : 0, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  enum Anchor: String { case start, middle, end }

  static func text(_ text: String, x: Double, y: Double, _ anchor: Anchor = .start) -> Markup {
    .tag("text", ["x": place(x), "y": place(y), "text-anchor": anchor.rawValue], text)
  }

  static func line(_ class: String, from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Markup {
    .tag(
      "line", ["class": `class`, "x1": place(a.x), "y1": place(a.y), "x2": place(b.x), "y2": place(b.y)])
  }

  static func rectangle(_ class: String, x: Double, y: Double, width: Double, height: Double) -> Markup {
    .tag(
      "rect",
      ["class": `class`, "x": place(x), "y": place(y), "width": place(width), "height": place(height)])
  }

  static func polyline(_ class: String, _ points: [(x: Double, y: Double)]) -> Markup {
    let steps = points.map { "\(place($0.x)) \(place($0.y))" }
    return .tag("path", ["class": `class`, "d": "M" + steps.joined(separator: "L")])
  }

  static func dot(_ class: String, _ point: (x: Double, y: Double)) -> Markup {
    .tag("circle", ["class": `class`, "cx": place(point.x), "cy": place(point.y), "r": "2.4"])
  }

  /// Colour and dashes of the line with this number: 36 that differ.
  static func lineStyle(_ number: Int) -> String { "k\(number % 6) d\((number + number / 6) % 6)" }

  /// As much of a name as `length` characters take.
  static func cut(_ name: String, to length: Int) -> String {
    name.count <= length ? name : name.prefix(length - 1) + "…"
  }
}
