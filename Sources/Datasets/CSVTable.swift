import Determinism

extension Table {
  /// - Parameter bytes: UTF-8 text, a header line first.
  init(csv bytes: [UInt8], recipe: DatasetRecipe, path: String) throws(DatasetError) {
    var reader = CSVRows(scanner: CSVScanner(bytes), path: path)
    let columns = try reader.columns(recipe)
    try reader.readRows(columns, labelsAreClasses: recipe.labelsAreClasses)
    featureNames = columns.featureNames
    values = .floats(reader.values)
    labels = recipe.labelsAreClasses ? .classes(reader.labels.classes) : .numbers(reader.numbers)
    groups = columns.roles.contains(.partition) ? reader.groups.classes : nil
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

  mutating func columns(_ recipe: DatasetRecipe) throws(DatasetError) -> CSVColumns {
    guard scanner.startRow() else { throw DatasetError(path: path, kind: .noRows) }
    let line = scanner.line
    try requireCommas(line)
    var names: [String] = []
    while true {
      let cell = try nextCell(nil)
      names.append(try name(scanner.text(cell)[...], line, nil))
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
    let last = columns.roles.count - 1
    for column in 0...last {
      let cellLine = scanner.line
      let name = columns.names[column]
      let cell = try nextCell(name)
      if cell.endsRow != (column == last) { throw try ragged(line, cells: column + 1, cell, columns) }
      guard let role = columns.roles[column] else { continue }
      switch role {
      case .feature: values.append(try number(cell, role, cellLine, name))
      case .label where !labelsAreClasses: numbers.append(try number(cell, role, cellLine, name))
      case .label:
        let text = try text(cell, role, cellLine, name)
        if labels.append(text) { labels.names.append(try self.name(text, cellLine, name)) }
      case .partition:
        let text = try text(cell, role, cellLine, name)
        if groups.append(text) { groups.names.append(try self.name(text, cellLine, name)) }
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
    return DatasetError(path: path, line: line, kind: .raggedRow(cells: cells, expected: columns.roles.count))
  }

  @inline(__always)
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

  private func text(
    _ cell: CSVScanner.Cell, _ role: DatasetError.ColumnRole, _ line: Int, _ column: String
  ) throws(DatasetError) -> ArraySlice<UInt8> {
    if cell.range.isEmpty {
      throw DatasetError(path: path, line: line, column: column, kind: .emptyCell(role))
    }
    return cell.isEscaped ? scanner.text(cell)[...] : scanner.bytes[cell.range]
  }

  /// The name of a column, class or client, which people will read.
  private func name(
    _ text: ArraySlice<UInt8>, _ line: Int, _ column: String?
  ) throws(DatasetError) -> String {
    guard let name = String(validating: text, as: UTF8.self) else {
      throw DatasetError(path: path, line: line, column: column, kind: .notUTF8)
    }
    guard !name.unicodeScalars.contains(where: isControl) else {
      throw DatasetError(path: path, line: line, column: column, kind: .controlCharacter(name))
    }
    return name
  }
}

/// Texts as indices into the distinct ones, so that a repeated text costs no allocation.
private struct DistinctTexts {
  private var found: [[UInt8]] = []
  /// Of the distinct texts, in the order in which they were found.
  var names: [String] = []
  private var indices: [Int] = []
  /// From a text's hash to the indices of the texts that have it.
  private var buckets: [UInt64: [Int]] = [:]

  /// - Returns: whether the text is new; its name is then the caller's to add.
  mutating func append(_ text: ArraySlice<UInt8>) -> Bool {
    if let last = indices.last, found[last].elementsEqual(text) {
      indices.append(last)
      return false
    }
    // FNV-1a.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    if let index = buckets[hash]?.first(where: { found[$0].elementsEqual(text) }) {
      indices.append(index)
      return false
    }
    buckets[hash, default: []].append(found.count)
    indices.append(found.count)
    found.append(Array(text))
    return true
  }

  var classes: Classes { Classes(found: names, indices: indices) }
}
