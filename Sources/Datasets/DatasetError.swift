/// Why a data set cannot be prepared: where it was seen, and what was found there.
package struct DatasetError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case unreadable(reason: String)
    case tooLarge(limit: Int)
    case noRows

    case notUTF8
    case unclosedQuote
    case strayQuote
    case raggedRow(cells: Int, expected: Int)
    case emptyCell
    case notANumber(String)
    case unknownColumn(nearest: String?, columns: [String])
    case duplicateColumn(first: Int, second: Int)
    case unnamedColumn(position: Int)
    case columnUsedTwice(first: String, second: String)
    case noLabelNamed
    case noFeatures

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
    case testFileMissing

    case testGivenTwice
    case badTestFraction(Double)
    case emptySplit(train: Int, test: Int)
    case stratifiedNeedsClasses
    case badCount(name: String, value: Int)
    case badAlpha(Double)
    case tooFewRows(rows: Int, needed: Int)
    case dirichletNeedsClasses
    case dirichletFailed(clients: Int, alpha: Double, minRows: Int, draws: Int)
    case columnNeedsCSV(String)
  }

  /// The file, as the recipe names it.
  package var path: String
  /// From 1, of a csv file.
  package var line: Int?
  /// The name of a csv file's column.
  package var column: String?
  package var kind: Kind

  package init(path: String, line: Int? = nil, column: String? = nil, kind: Kind) {
    self.path = path
    self.line = line
    self.column = column
    self.kind = kind
  }
}
