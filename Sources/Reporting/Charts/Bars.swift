import Determinism

/// A bar a thing, each of parts that lie end to end.
struct Bars {
  struct Bar {
    var name: String
    /// Of the whole width, each from 0 to 1, together at most 1.
    var parts: [Double]
    /// At the bar's end.
    var figure: String
  }

  var bars: [Bar]

  private static let (width, left, right, height) = (400.0, 108.0, 52.0, 20.0)

  var drawing: Drawing {
    Drawing(
      width: Self.width, height: Double(bars.count) * Self.height + 6,
      shapes: bars.enumerated().flatMap { bar($0.element, at: Double($0.offset) * Self.height + 3) })
  }

  private func bar(_ bar: Bar, at top: Double) -> [Markup] {
    let full = Self.width - Self.left - Self.right
    var x = Self.left
    var shapes = [Pen.text(Pen.cut(bar.name, to: 15), x: Self.left - 6, y: top + 14, .end)]
    for (number, part) in bar.parts.enumerated() where part > 0 {
      shapes.append(
        Pen.rectangle(Bars.areaStyle(number), x: x, y: top + 2, width: part * full, height: Self.height - 4))
      x += part * full
    }
    return shapes + [Pen.text(bar.figure, x: Self.width, y: top + 14, .end)]
  }

  /// How many colours there are; dark and light ones alternate.
  static let colours = 10

  /// The colour of the area with this number, below ``colours``.
  static func areaStyle(_ number: Int) -> String { "a\(number)" }
}
