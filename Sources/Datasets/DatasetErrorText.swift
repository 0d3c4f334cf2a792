extension DatasetError: CustomStringConvertible {
  /// "path:line: column `name`: message", with the parts that are known.
  package var description: String {
    var parts: [String] = []
    if let path { parts.append(plain(path) + (line.map { ":\($0)" } ?? "")) }
    if let column { parts.append("column \(quoted(column))") }
    return (parts + [message]).joined(separator: ": ")
  }

  /// What is wrong, without the place.
  package var message: String {
    switch kind {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .tooLarge(let limit): "holds more than the \(limit) values that a data set may have"
    case .noRows: "has no rows"

    case .notUTF8: "is not UTF-8"
    case .controlCharacter(let text): "\(quoted(text)) holds a control or invisible character"
    case .unclosedQuote: "a quoted cell is never closed"
    case .strayQuote: "a quote stands where none may be"
    case .rowTooLong(let limit): "a row has more than \(limit >> 20) MiB"
    case .notCommas(let separator): "its header has \(separator) between the columns, and no comma"
    case .raggedRow(let cells, let expected): "has \(counted(cells, "cell")), but the header has \(expected)"
    case .emptyCell: "is empty"
    case .notANumber(let text, _): "\(quoted(text)) is not a number"
    case .numberTooLarge(let text): "\(quoted(text)) is too large for a 32-bit float"

    case .unknownColumn: "there is no such column"
    case .duplicateColumn(let first, let second): "columns \(first) and \(second) have the same name"
    case .unnamedColumn(let position): "column \(position) has no name"
    case .columnUsedTwice(let first, let second): "is both \(first) and \(second)"
    case .noLabelNamed: "it is not said which column is the label"
    case .noFeatures: "no column is left to learn from"

    case .badGzip: "is not sound gzip data"
    case .notIDX: "is not an IDX file"
    case .notNPY: "is not an NPY file"
    case .badNPYHeader: "has an NPY header that cannot be understood"
    case .fortranOrder: "is in Fortran order"
    case .unsupportedElement(let element): "has elements of type \(plain(element))"
    case .unsupportedShape(let shape): "has the shape \(shape)"
    case .wrongLength(let expected, let found): wrongLength(expected, found)
    case .rowsDisagree(let rows, let other, let otherRows):
      "has \(counted(rows, "row")), but \(plain(other)) has \(otherRows)"
    case .widthsDisagree(let features, let other, let otherFeatures):
      "has \(counted(features, "feature")), but \(plain(other)) has \(otherFeatures)"
    case .notFinite(let row, let feature): "row \(row), feature \(feature) is not a finite 32-bit number"
    case .notAClass(let value, let row): "label \(value) of row \(row) is not an integer"
    case .classTooLarge(let value, let row): "label \(value) of row \(row) is too large"
    case .notAnInteger(let value, let index): "number \(index), \(value), is not an integer below 2⁵³"
    case .testFileMissing: "only one of the two test files is named"

    case .testGivenTwice: "the source has test files and is split as well"
    case .badTestFraction(let fraction): "the test fraction is \(fraction)"
    case .emptySplit(let train, let test):
      "the test split leaves \(counted(train, "row")) to train on and \(test) to test on"
    case .stratifiedNeedsClasses: "a stratified split needs classes, and the labels are numbers"
    case .badCount(let name, let value): "`\(name)` is \(value)"
    case .badAlpha(let alpha): "`alpha` is \(alpha)"
    case .tooFewRows(let rows, let needed):
      "\(counted(rows, "training row")) cannot be shared out where \(needed) are needed"
    case .dirichletNeedsClasses: "`dirichlet` partitions need classes, and the labels are numbers"
    case .dirichletFailed(let clients, let alpha, let minRows, let draws):
      "\(counted(draws, "draw")) gave no `dirichlet` partition in which each of \(counted(clients, "client")) has"
        + " \(counted(minRows, "row")) (alpha \(alpha))"
    case .columnNeedsCSV: "only a csv file has named columns to partition by"
    case .rangesNeedTestFiles:
      "`ranges` are of rows as they lie, and a test split would take some of them away"
    case .rangesShape(let shape): "has the shape \(shape), where [clients + 1] is wanted"
    case .rangesDoNotCover(let first, let last, let rows):
      "reaches from \(first) to \(last), but there are \(counted(rows, "training row"))"
    case .emptyRange(let client, let start, let end):
      "client \(client) would have the rows from \(start) up to \(end), which are none"
    case .resident(let fault): fault.message
    }
  }

  private func wrongLength(_ expected: Int, _ found: Int) -> String {
    found > expected
      ? "holds more than the \(counted(expected, "byte")) that its header promises"
      : "its header promises \(counted(expected, "byte")), but it holds \(found)"
  }
}

func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
