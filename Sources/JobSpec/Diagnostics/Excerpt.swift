import Determinism
import YAMLTree

/// A place's first line as a terminal shows it, and the carets under what the place covers of it.
struct Excerpt {
  private struct Cell {
    var text: Character
    var width: Int
    var marked: Bool

    var isJunk: Bool { text == "\u{FFFD}" }
  }

  /// Without trailing space. A long line is cut around the place.
  let line: String
  let marks: String

  init(_ place: Place) {
    let cells = Excerpt.cells(of: place)
    let start = cells.firstIndex(where: \.marked) ?? cells.count
    let shown = Excerpt.window(cells, around: start)
    let before = shown.prefix { !$0.marked }.reduce(0) { $0 + $1.width }
    let under = shown.reduce(0) { $0 + ($1.marked ? $1.width : 0) }
    line = Excerpt.trimmed(String(shown.map(\.text)))
    marks = String(repeating: " ", count: before) + String(repeating: "^", count: max(1, under))
  }

  private static func cells(of place: Place) -> [Cell] {
    let (start, end) = (place.start, place.end)
    let line = place.source.line(start.line)
    let first = start.column - 1
    let last = end.line > start.line ? trimmed(line).unicodeScalars.count : end.column - 1
    // Of a very long line only the part around the place is looked at.
    let skipped = max(0, first - 2 * limit)
    var cells: [Cell] = []
    var scalar = skipped
    for character in String(line.unicodeScalars.dropFirst(skipped).prefix(5 * limit)) {
      let marked = scalar >= first && scalar < max(last, first + 1)
      scalar += character.unicodeScalars.count
      let count = character == "\t" ? 4 : 1
      cells += Array(
        repeating: Cell(text: shown(character), width: character.columns, marked: marked), count: count)
    }
    return cells
  }

  private static let limit = 100
  /// Of a line that is no text.
  private static let junkLimit = 40

  private static func window(_ cells: [Cell], around start: Int) -> [Cell] {
    let most = cells.count(where: \.isJunk) > 10 ? junkLimit : limit
    guard cells.reduce(0, { $0 + $1.width }) > most else { return cells }
    let from = max(0, start - 3 * most / 10)
    var shown: [Cell] = from > 0 ? [Cell(text: "…", width: 1, marked: false)] : []
    var width = shown.count
    for cell in cells[from...] {
      width += cell.width
      if width > most { return shown + [Cell(text: "…", width: 1, marked: false)] }
      shown.append(cell)
    }
    return shown
  }

  private static func shown(_ character: Character) -> Character {
    if character == "\t" { return " " }
    return character.unicodeScalars.contains(where: \.isUnseen) ? "\u{FFFD}" : character
  }

  private static func trimmed(_ text: String) -> String {
    guard let last = text.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(text[...last])
  }
}

extension Character {
  /// The columns that a terminal gives it: Unicode's East Asian Width, in blocks.
  fileprivate var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if unicodeScalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return Character.wide.contains { $0.contains(first.value) } ? 2 : 1
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF,
    0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}
