import Determinism

/// Text in rows and columns. The first column heads its row.
struct Table: Sendable, Equatable {
  struct Column: Sendable, Equatable {
    var title: String
    /// Whether it holds numbers, which stand right.
    var isNumeric: Bool
  }

  struct Cell: Sendable, Equatable, ExpressibleByStringInterpolation {
    var text: String
    /// How dark it is, from 0 to 5; never the only way to tell its value.
    var shade = 0
    /// A digest, a path or a command, set as code.
    var isCode = false

    init(_ text: String, shade: Int = 0, isCode: Bool = false) {
      self.text = text
      self.shade = shade
      self.isCode = isCode
    }

    init(stringLiteral text: String) { self.init(text) }

    static func code(_ text: String) -> Cell { Cell(text, isCode: true) }
  }

  var title: String
  var columns: [Column]
  var rows: [[Cell]] = []
  /// What a reader must know besides; empty when nothing.
  var note = ""
  /// Whether a page shows it only when asked.
  var isFolded = false

  /// - Parameter columns: titles; those that end in `#` hold numbers, and lose the sign.
  init(_ title: String, _ columns: [String], isFolded: Bool = false) {
    self.title = title
    self.columns = columns.map { name in
      name.hasSuffix("#")
        ? Column(title: String(name.dropLast()), isNumeric: true) : Column(title: name, isNumeric: false)
    }
    self.isFolded = isFolded
  }

  /// A longer table is folded.
  private static let mostShown = 40

  /// The rows of as many things as a person reads; a note says how many there are.
  mutating func fill<Thing>(
    with things: [Thing], _ noun: String, limit: Int = 100, _ row: (Thing) -> [Cell]
  ) {
    rows = things.prefix(limit).map(row)
    isFolded = isFolded || rows.count > Self.mostShown
    if things.count > limit {
      note = "The first \(limit) of \(Figures.counted(things.count, noun)); the JSON report has all."
    }
  }
}
