import Determinism

extension Table {
  /// - Parameter bytes: UTF-8 text, a header line first.
  init(csv bytes: [UInt8], recipe: DatasetRecipe, path: String) throws(DatasetError) {
    var reader = CSVRows(scanner: CSVScanner(bytes), path: path)
    let columns = try CSVColumns(header: try reader.header(), recipe: recipe, path: path)
    try reader.readRows(columns, labelsAreClasses: recipe.labelsAreClasses)
    featureNames = columns.featureNames
    values = .floats(reader.values)
    labels =
      recipe.labelsAreClasses ? .classes(try reader.labels.classes(path)) : .numbers(reader.numbers)
    groups = columns.uses.contains(.group) ? try reader.groups.classes(path) : nil
  }
}

/// The rows of a csv file, growing column by column.
private struct CSVRows {
  var scanner: CSVScanner
  let path: String
  var values: [Float] = []
  var numbers: [Float] = []
  var labels = DistinctTexts()
  var groups = DistinctTexts()

  init(scanner: CSVScanner, path: String) {
    self.scanner = scanner
    self.path = path
  }

  mutating func header() throws(DatasetError) -> [String] {
    guard scanner.startRow() else { throw DatasetError(path: path, kind: .noRows) }
    var names: [String] = []
    while true {
      let cell = try nextCell(nil)
      guard let name = String(validating: scanner.text(cell), as: UTF8.self) else {
        throw DatasetError(path: path, line: 1, kind: .notUTF8)
      }
      names.append(name)
      if cell.endsRow { return names }
    }
  }

  mutating func readRows(_ columns: CSVColumns, labelsAreClasses: Bool) throws(DatasetError) {
    var rows = 0
    while scanner.startRow() {
      try readRow(columns, labelsAreClasses)
      rows += 1
      if values.count > valueLimit { throw DatasetError(path: path, kind: .tooLarge(limit: valueLimit)) }
    }
    if rows == 0 { throw DatasetError(path: path, kind: .noRows) }
  }

  private mutating func readRow(_ columns: CSVColumns, _ labelsAreClasses: Bool) throws(DatasetError) {
    let line = scanner.line
    let last = columns.uses.count - 1
    for column in 0...last {
      let cellLine = scanner.line
      let cell = try nextCell(columns.names[column])
      if cell.endsRow != (column == last) { throw try ragged(line, cells: column + 1, cell, columns) }
      switch columns.uses[column] {
      case .dropped: break
      case .feature: values.append(try number(cell, cellLine, columns.names[column]))
      case .group: groups.append(try text(cell, cellLine, columns.names[column]))
      case .label where labelsAreClasses: labels.append(try text(cell, cellLine, columns.names[column]))
      case .label: numbers.append(try number(cell, cellLine, columns.names[column]))
      }
    }
  }

  private mutating func nextCell(_ column: String?) throws(DatasetError) -> CSVScanner.Cell {
    do {
      return try scanner.cell()
    } catch {
      let kind: DatasetError.Kind = error == .unclosedQuote ? .unclosedQuote : .strayQuote
      throw DatasetError(path: path, line: scanner.line, column: column, kind: kind)
    }
  }

  /// Counts the row's cells to the end.
  private mutating func ragged(
    _ line: Int, cells: Int, _ cell: CSVScanner.Cell, _ columns: CSVColumns
  ) throws(DatasetError) -> DatasetError {
    var cells = cells
    var cell = cell
    while !cell.endsRow {
      cell = try nextCell(nil)
      cells += 1
    }
    return DatasetError(path: path, line: line, kind: .raggedRow(cells: cells, expected: columns.uses.count))
  }

  @inline(__always)
  private func number(_ cell: CSVScanner.Cell, _ line: Int, _ column: String) throws(DatasetError) -> Float {
    if let number = decimalNumber(scanner.bytes, in: cell.range), Float(number).isFinite {
      return Float(number)
    }
    let text = String(decoding: scanner.text(cell).prefix(40), as: UTF8.self)
    throw DatasetError(
      path: path, line: line, column: column, kind: text.isEmpty ? .emptyCell : .notANumber(text))
  }

  private func text(
    _ cell: CSVScanner.Cell, _ line: Int, _ column: String
  ) throws(DatasetError) -> ArraySlice<UInt8> {
    if cell.range.isEmpty { throw DatasetError(path: path, line: line, column: column, kind: .emptyCell) }
    return cell.isEscaped ? scanner.text(cell)[...] : scanner.bytes[cell.range]
  }
}

/// Texts as indices into the distinct ones, so that a repeated text costs no allocation.
private struct DistinctTexts {
  private var found: [[UInt8]] = []
  private var indices: [Int] = []
  /// From a text's hash to the indices of the texts that have it.
  private var buckets: [UInt64: [Int]] = [:]

  mutating func append(_ text: ArraySlice<UInt8>) {
    if let last = indices.last, found[last].elementsEqual(text) { return indices.append(last) }
    // FNV-1a.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    if let index = buckets[hash]?.first(where: { found[$0].elementsEqual(text) }) {
      return indices.append(index)
    }
    buckets[hash, default: []].append(found.count)
    indices.append(found.count)
    found.append(Array(text))
  }

  func classes(_ path: String) throws(DatasetError) -> Classes {
    var names: [String] = []
    for text in found {
      guard let name = String(validating: text, as: UTF8.self) else {
        throw DatasetError(path: path, kind: .notUTF8)
      }
      names.append(name)
    }
    return Classes(found: names, indices: indices)
  }
}
