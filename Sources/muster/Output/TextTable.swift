import Determinism

/// Rows of text in aligned columns, for people. Numbers stand on the right, words on the left.
struct TextTable {
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]

  init(_ columns: (String, Alignment)...) {
    self.init(columns: columns)
  }

  /// Without a heading line.
  init(_ alignments: Alignment...) {
    self.alignments = alignments
    rows = []
  }

  init(columns: [(String, Alignment)]) {
    alignments = columns.map(\.1)
    rows = [columns.map(\.0)]
  }

  /// Names come from data: a line break or an escape in one must not reach the terminal.
  mutating func add(_ cells: [String]) { rows.append(cells.map(\.seen)) }
  mutating func add(_ cells: String...) { add(cells) }

  /// - Parameter indent: spaces before each line.
  func text(indent: Int = 0) -> String {
    let cellWidths = rows.map { $0.map(\.columns) }
    let widths = alignments.indices.map { column in cellWidths.map { $0[column] }.max() ?? 0 }
    let margin = String(repeating: " ", count: indent)
    return zip(rows, cellWidths).map { row, cellWidths in
      line(row, spaces: zip(widths, cellWidths).map { $0 - $1 }, after: margin)
    }.joined(separator: "\n")
  }

  /// - Parameter spaces: how many each cell lacks.
  private func line(_ row: [String], spaces: [Int], after margin: String) -> String {
    var line = margin
    // What would stand at the line's end is left out.
    var owed = 0
    for (index, cell) in row.enumerated() {
      if index > 0 { owed += 2 }
      if alignments[index] == .right { owed += spaces[index] }
      if !cell.isEmpty {
        line += String(repeating: " ", count: owed) + cell
        owed = 0
      }
      if alignments[index] == .left { owed += spaces[index] }
    }
    return line
  }

}
