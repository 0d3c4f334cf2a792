/// The rows of a csv text that arrives piece by piece, of which only some columns are wanted: no more of it is held than
/// the row that is not whole yet.
package struct ArrivingRows {
  private let features: [String]
  /// What errors call the text.
  private let name: String
  /// What follows the last whole row.
  private var rest: [UInt8] = []
  /// How much of `rest` was looked through, and whether that leaves a quoted cell open.
  private var seen = 0
  private var isQuoted = false
  /// Where the last whole row of `rest` ends.
  private var end = 0
  /// Of the first byte of `rest`.
  private var line = 1
  private var columns: WantedColumns?
  /// Where each row begins that the last piece completed.
  package private(set) var lines: [Int] = []

  /// A row of more bytes is none.
  private static let longestRow = 1 << 26

  /// - Parameter features: the columns that are wanted, whatever their order in the text.
  package init(features: [String], name: String) {
    self.features = features
    self.name = name
  }

  /// Whether the header has come, and has the columns.
  package var hasHeader: Bool { columns != nil }

  /// Takes the next piece of the text and reads the rows that are whole now.
  /// - Parameter values: gets them, [rows × features]; those before a fault too.
  /// - Throws: what is wrong with the text, at its line and column.
  package mutating func append(
    _ piece: UnsafeRawBufferPointer, to values: inout [Float]
  ) throws(DatasetError) {
    rest.append(contentsOf: piece)
    findEnd()
    guard end > 0 else {
      guard rest.count <= Self.longestRow else {
        throw DatasetError(path: name, line: line, kind: .rowTooLong(limit: Self.longestRow))
      }
      return
    }
    try read(end, into: &values)
  }

  /// Reads what is left when the text has ended.
  /// - Throws: as ``append(_:to:)``; `noRows` when there is no header.
  package mutating func finish(into values: inout [Float]) throws(DatasetError) {
    if !rest.isEmpty { try read(rest.count, into: &values) }
    if columns == nil { throw DatasetError(path: name, kind: .noRows) }
  }

  /// A line ends a row unless it ends inside quotes: RFC 4180 doubles the quotes within a cell, so that their number tells.
  private mutating func findEnd() {
    rest.withUnsafeBytes { bytes in
      // A last CR may be the first half of a CRLF.
      let last = bytes.count - (bytes.last == UInt8(ascii: "\r") ? 1 : 0)
      while seen < last {
        let byte = bytes[seen]
        seen += 1
        if byte == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if !isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
          end = seen
        }
      }
    }
  }

  private mutating func read(_ count: Int, into values: inout [Float]) throws(DatasetError) {
    lines = []
    let result = rest.withUnsafeBytes { bytes -> Result<Int, DatasetError> in
      do throws(DatasetError) {
        return .success(try read(UnsafeRawBufferPointer(rebasing: bytes.prefix(count)), into: &values))
      } catch { return .failure(error) }
    }
    line = try result.get()
    rest.removeSubrange(..<count)
    (seen, end) = (seen - min(seen, count), 0)
  }

  /// - Returns: the line after the last.
  private mutating func read(
    _ text: UnsafeRawBufferPointer, into values: inout [Float]
  ) throws(DatasetError) -> Int {
    let isFirst = columns == nil
    var rows = CSVRows(
      scanner: isFirst ? CSVScanner(text) : CSVScanner(text, from: 0, line: line), path: name)
    let columns: WantedColumns
    if let known = self.columns { columns = known } else { columns = try WantedColumns(features, of: &rows) }
    self.columns = columns
    // What came before the fault is as good as ever.
    defer { columns.take(rows.values, into: &values) }
    while rows.scanner.startRow() {
      let line = rows.scanner.line
      try rows.readRow(columns.columns, labelsAreClasses: true)
      lines.append(line)
    }
    return rows.scanner.line
  }
}

/// Where some columns stand in a text that may have others.
private struct WantedColumns {
  let columns: CSVColumns
  /// For each that is wanted its place among those that are read.
  private let order: [Int]

  /// Reads the header.
  init(_ wanted: [String], of rows: inout CSVRows) throws(DatasetError) {
    columns = try rows.columns(
      DatasetRecipe(format: .csv(path: ""), features: wanted, partitioning: .iid(clients: 1), seed: 0))
    let found = columns.featureNames
    order = wanted.compactMap { found.firstIndex(of: $0) }
  }

  /// Puts whole rows of read values in the order that is wanted.
  func take(_ read: [Float], into values: inout [Float]) {
    let width = order.count
    values.reserveCapacity(values.count + read.count)
    for start in stride(from: 0, through: read.count - width, by: width) {
      for place in order { values.append(read[start + place]) }
    }
  }
}
