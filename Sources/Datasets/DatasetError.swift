/// Why a data set cannot be prepared: where it was seen, and what was found there.
package struct DatasetError: Error, Equatable, Sendable {
  /// What a csv file's column is read as.
  package enum ColumnRole: Equatable, Sendable { case feature, label, partition }

  package enum Kind: Equatable, Sendable {
    // Files.
    case unreadable(reason: String)
    case tooLarge(limit: Int)
    case noRows

    // Text.
    case notUTF8
    case controlCharacter(String)
    case unclosedQuote
    case strayQuote
    /// A row that arrives has more bytes.
    case rowTooLong(limit: Int)
    case notCommas(separator: String)
    case raggedRow(cells: Int, expected: Int)
    case emptyCell(ColumnRole)
    case notANumber(String, ColumnRole)
    case numberTooLarge(String)

    // Columns.
    case unknownColumn(nearest: String?, columns: [String])
    case duplicateColumn(first: Int, second: Int)
    case unnamedColumn(position: Int)
    case columnUsedTwice(first: String, second: String)
    case noLabelNamed
    case noFeatures

    // Arrays.
    case badGzip
    case notIDX
    case notNPY
    case badNPYHeader
    case fortranOrder
    case unsupportedElement(String)
    case unsupportedShape([Int])
    case wrongLength(expected: Int, found: Int)
    case rowsDisagree(rows: Int, other: String, otherRows: Int)
    case widthsDisagree(features: Int, other: String, otherFeatures: Int)
    case notFinite(row: Int, feature: Int)
    case notAClass(value: Double, row: Int)
    case classTooLarge(value: Double, row: Int)
    case notAnInteger(value: Double, index: Int)
    case testFileMissing

    // The test split and the partitions.
    case testGivenTwice
    case badTestFraction(Double)
    case emptySplit(train: Int, test: Int)
    case stratifiedNeedsClasses
    case badCount(name: String, value: Int)
    case badAlpha(Double)
    case tooFewRows(rows: Int, needed: Int)
    case dirichletNeedsClasses
    case dirichletFailed(clients: Int, alpha: Double, minRows: Int, draws: Int)
    case columnNeedsCSV
    case rangesNeedTestFiles
    case rangesShape([Int])
    case rangesDoNotCover(first: Int, last: Int, rows: Int)
    case emptyRange(client: Int, start: Int, end: Int)
    case resident(ResidentFault)
  }

  /// The file, as the recipe names it; nil where the recipe contradicts itself.
  package var path: String?
  /// From 1, of a csv file.
  package var line: Int?
  /// The name of a csv file's column.
  package var column: String?
  package var kind: Kind

  package init(path: String? = nil, line: Int? = nil, column: String? = nil, kind: Kind) {
    self.path = path
    self.line = line
    self.column = column
    self.kind = kind
  }
}
