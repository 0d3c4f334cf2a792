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

  mutating func add(_ cells: [String]) { rows.append(cells.map(Self.onOneLine)) }
  mutating func add(_ cells: String...) { add(cells) }

  /// - Parameter indent: spaces before each line.
  func text(indent: Int = 0) -> String {
    let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { padded(row[$0], to: widths[$0], alignments[$0]) }
      let line = String(repeating: " ", count: indent) + cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// Names come from data: a line break or an escape in one must not reach the terminal.
  private static func onOneLine(_ cell: String) -> String {
    let isControl = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control }
    guard cell.unicodeScalars.contains(where: isControl) else { return cell }
    return String(String.UnicodeScalarView(cell.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  private func padded(_ cell: String, to width: Int, _ alignment: Alignment) -> String {
    let space = String(repeating: " ", count: width - cell.count)
    return alignment == .left ? cell + space : space + cell
  }
}
