import Determinism

/// The rows of a csv file, growing column by column.
struct CSVRows {
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

  mutating func columns(_ recipe: DatasetRecipe) throws(DatasetError) -> CSVColumns {
    guard scanner.startRow() else { throw DatasetError(path: path, kind: .noRows) }
    let line = scanner.line
    try requireCommas(line)
    var names: [String] = []
    while true {
      let cell = try nextCell(nil)
      names.append(try name(cell, line, nil))
      if cell.endsRow { return try CSVColumns(header: names, line: line, recipe: recipe, path: path) }
    }
  }

  /// A header without a comma is one column, which is never enough; so what stands in it means to separate.
  private func requireCommas(_ line: Int) throws(DatasetError) {
    let header = scanner.restOfLine
    guard !header.contains(UInt8(ascii: ",")) else { return }
    for (byte, name) in [(UInt8(ascii: ";"), "semicolons"), (UInt8(ascii: "\t"), "tabs")]
    where header.contains(byte) {
      throw DatasetError(path: path, line: line, kind: .notCommas(separator: name))
    }
  }

  /// - Parameter release: lets go of bytes that are not needed again.
  mutating func readRows(
    _ columns: CSVColumns, labelsAreClasses: Bool, release: (Range<Int>) -> Void = { _ in }
  ) throws(DatasetError) {
    let start = scanner.position
    var released = 0
    var rows = 0
    while scanner.startRow() {
      try readRow(columns, labelsAreClasses: labelsAreClasses)
      rows += 1
      if values.count > valueLimit { throw DatasetError(path: path, kind: .tooLarge(limit: valueLimit)) }
      if rows == 1000 { reserve(rows: (scanner.bytes.count - start) / (scanner.position - start) * rows) }
      if scanner.position - released >= 1 << 24 {
        release(released..<scanner.position)
        released = scanner.position
      }
    }
  }

  /// Room for about so many rows more: memory that is never used costs nothing.
  private mutating func reserve(rows: Int) {
    let width = values.count / 1000
    values.reserveCapacity(min(valueLimit, values.count + rows * width * 17 / 16))
  }

  /// Reads the row that the scanner stands at.
  mutating func readRow(_ columns: CSVColumns, labelsAreClasses: Bool) throws(DatasetError) {
    let line = scanner.line
    let last = columns.roles.count - 1
    for column in 0...last {
      if columns.roles[column] == .feature, let cell = scanner.plainNumber() {
        values.append(cell.number)
        if cell.endsRow != (column == last) {
          throw try ragged(line, cells: column + 1, cell.endsRow, columns)
        }
      } else {
        let cellLine = scanner.line
        let name = columns.names[column]
        let cell = try nextCell(name)
        if cell.endsRow != (column == last) {
          throw try ragged(line, cells: column + 1, cell.endsRow, columns)
        }
        if let role = columns.roles[column] { try take(cell, as: role, cellLine, name, labelsAreClasses) }
      }
    }
  }

  private mutating func take(
    _ cell: CSVScanner.Cell, as role: DatasetError.ColumnRole, _ line: Int, _ name: String,
    _ labelsAreClasses: Bool
  ) throws(DatasetError) {
    switch role {
    case .feature: values.append(try number(cell, role, line, name))
    case .label where !labelsAreClasses: numbers.append(try number(cell, role, line, name))
    case .label:
      try requireText(cell, role, line, name)
      if labels.append(cell, of: scanner) { labels.names.append(try self.name(cell, line, name)) }
    case .partition:
      try requireText(cell, role, line, name)
      if groups.append(cell, of: scanner) { groups.names.append(try self.name(cell, line, name)) }
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
    _ line: Int, cells: Int, _ endsRow: Bool, _ columns: CSVColumns
  ) throws(DatasetError) -> DatasetError {
    var cells = cells
    var endsRow = endsRow
    while !endsRow {
      endsRow = try nextCell(nil).endsRow
      cells += 1
    }
    return DatasetError(path: path, line: line, kind: .raggedRow(cells: cells, expected: columns.roles.count))
  }

  private func number(
    _ cell: CSVScanner.Cell, _ role: DatasetError.ColumnRole, _ line: Int, _ column: String
  ) throws(DatasetError) -> Float {
    let number = decimalNumber(scanner.bytes, in: cell.range)
    if let number, Float(number).isFinite { return Float(number) }
    let text = String(decoding: scanner.text(cell).prefix(200), as: UTF8.self)
    let kind: DatasetError.Kind =
      number != nil ? .numberTooLarge(text) : text.isEmpty ? .emptyCell(role) : .notANumber(text, role)
    throw DatasetError(path: path, line: line, column: column, kind: kind)
  }

  private func requireText(
    _ cell: CSVScanner.Cell, _ role: DatasetError.ColumnRole, _ line: Int, _ column: String
  ) throws(DatasetError) {
    guard cell.range.isEmpty else { return }
    throw DatasetError(path: path, line: line, column: column, kind: .emptyCell(role))
  }

  /// The name of a column, class or client, which people will read.
  private func name(_ cell: CSVScanner.Cell, _ line: Int, _ column: String?) throws(DatasetError) -> String {
    guard let name = String(validating: scanner.text(cell), as: UTF8.self) else {
      throw DatasetError(path: path, line: line, column: column, kind: .notUTF8)
    }
    guard !name.unicodeScalars.contains(where: \.isUnseen) else {
      throw DatasetError(path: path, line: line, column: column, kind: .controlCharacter(name))
    }
    return name
  }
}
