import Determinism

/// Values over rounds, a line each, and perhaps the value that is to be reached.
struct LineChart {
  struct Goal {
    var value: Double
    /// Beside its line: "at least 0.92".
    var words: String
  }

  var curves: [Curve]
  var goal: Goal?
  /// How a value is written in legend and table.
  var figure: (Double) -> String = Figures.metric

  private static let (width, height) = (400.0, 230.0)
  private static let (left, right, top, bottom) = (52.0, 20.0, 12.0, 40.0)

  var drawing: Drawing {
    Drawing(
      width: Self.width, height: Self.height,
      shapes: grid + goalLine + curves.enumerated().flatMap { line($0.element, $0.offset) })
  }

  /// Each line with its last value.
  var legend: [LegendEntry] {
    let lines = curves.enumerated().map { number, curve in
      LegendEntry(
        mark: .line(number), text: curve.name + (curve.points.last.map { " " + figure($0.value) } ?? ""))
    }
    return lines + (goal.map { [LegendEntry(mark: .goal, text: "wanted: \($0.words)")] } ?? [])
  }

  private var vertical: Axis {
    Axis(over: curves.flatMap { $0.points.map(\.value) } + (goal.map { [$0.value] } ?? []), count: 4)
  }

  private var horizontal: (low: Double, high: Double) {
    let rounds = curves.flatMap { [$0.points.first?.round, $0.points.last?.round].compactMap(\.self) }
    let (low, high) = (Double(rounds.min() ?? 1), Double(rounds.max() ?? 1))
    return low == high ? (low - 1, high + 1) : (low, high)
  }

  private func x(_ round: Double) -> Double {
    let (low, high) = horizontal
    return Self.left + (round - low) / (high - low) * (Self.width - Self.left - Self.right)
  }

  private func y(_ value: Double, _ axis: Axis) -> Double {
    Self.height - Self.bottom - axis.share(value) * (Self.height - Self.top - Self.bottom)
  }

  private var grid: [Markup] {
    let axis = vertical
    let right = Self.width - Self.right
    let levels = axis.ticks.flatMap { tick in
      let y = y(tick, axis)
      return [
        Pen.line("grid", from: (Self.left, y), to: (right, y)),
        Pen.text(axis.label(tick), x: Self.left - 6, y: y + 4, .end),
      ]
    }
    return levels + roundLabels + [Pen.text("round", x: right, y: Self.height - 5, .end)]
  }

  private var roundLabels: [Markup] {
    let (low, high) = horizontal
    let axis = Axis(over: [low, high], count: 5, wholeSteps: true)
    let base = Self.height - Self.bottom
    // The first round has its label too, if the next is not too near.
    let ticks = axis.ticks.filter { low...high ~= $0 && $0 >= 1 }
    let first = low >= 1 && (ticks.first.map { $0 - low > axis.step / 3 } ?? true) ? [low] : []
    return (first + ticks).flatMap { tick in
      [
        Pen.line("tick", from: (x(tick), base), to: (x(tick), base + 4)),
        Pen.text(axis.label(tick), x: x(tick), y: base + 17, .middle),
      ]
    }
  }

  private var goalLine: [Markup] {
    guard let goal else { return [] }
    let y = y(goal.value, vertical)
    return [Pen.line("goal", from: (Self.left, y), to: (Self.width - Self.right, y))]
  }

  private func line(_ curve: Curve, _ number: Int) -> [Markup] {
    let axis = vertical
    let (low, high) = horizontal
    let scale = (Self.width - Self.left - Self.right) / (high - low)
    let places = curve.thinned().map { point in
      (x: Self.left + (Double(point.round) - low) * scale, y: y(point.value, axis))
    }
    guard !places.isEmpty else { return [] }
    let style = Pen.lineStyle(number)
    let dots = places.count > 12 ? [] : places.map { Pen.dot("dot \(style)", $0) }
    return (places.count > 1 ? [Pen.polyline("curve \(style)", places)] : []) + dots
  }

  /// The curves' values by round, of at most 100 rounds that lie evenly, with the first and the last.
  func table(_ title: String) -> Table {
    let rounds = Set(curves.flatMap { $0.points.map(\.round) }).sorted()
    let values = curves.map { curve in
      Dictionary(curve.points.map { ($0.round, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    var table = Table(title, ["round#"] + curves.map { $0.name + "#" }, isFolded: true)
    let shown = Bins(rounds.count, limit: 100).ranges.map { rounds[$0.upperBound - 1] }
    table.rows = shown.map { round in
      ["\(round)"] + values.map { Table.Cell($0[round].map(figure) ?? "") }
    }
    if shown.count < rounds.count {
      table.note = "\(shown.count) of \(Figures.counted(rounds.count, "round")); the JSON report has all."
    }
    return table
  }
}
