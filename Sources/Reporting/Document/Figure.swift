/// A chart, and the same in words and numbers for whoever cannot see it.
struct Figure: Sendable, Equatable {
  var title: String
  /// What the chart shows, in a sentence or two.
  var description: String
  var drawing: Drawing
  var legend: [LegendEntry]
  /// The numbers behind it.
  var table: Table
}

/// Shapes on a canvas, in user units.
struct Drawing: Sendable, Equatable {
  var width: Double
  var height: Double
  var shapes: [Markup]

  /// Whether it needs the whole width of a page.
  var isWide: Bool { width > 400 }
}

struct LegendEntry: Sendable, Equatable {
  enum Mark: Sendable, Equatable {
    case line(Int)
    case area(Int)
    /// The goal's line.
    case goal
    /// A shape drawn on a cohort map.
    case cell(String)
  }

  var mark: Mark
  var text: String
}
