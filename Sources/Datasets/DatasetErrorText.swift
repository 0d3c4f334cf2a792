extension DatasetError: CustomStringConvertible {
  /// "path:line: column "name": message", with the parts that are known.
  package var description: String {
    path + (line.map { ":\($0)" } ?? "") + ": " + (column.map { "column \"\($0)\": " } ?? "") + message
  }

  /// What is wrong, without the place.
  package var message: String {
    switch kind {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .tooLarge(let limit): "holds more than the \(limit) values that a data set may have"
    case .noRows: "has no rows"
    case .notUTF8: "is not UTF-8"
    case .unclosedQuote: "a quoted cell is never closed"
    case .strayQuote: "a quote stands where none may be"
    case .raggedRow(let cells, let expected): "has \(counted(cells, "cell")), but the header has \(expected)"
    case .emptyCell: "is empty"
    case .notANumber(let text): "\"\(text)\" is not a number"
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
    case .unsupportedElement(let element): "has elements of type \(element)"
    case .unsupportedShape(let shape): "has the shape \(shape)"
    case .wrongLength(let expected, let found): wrongLength(expected, found)
    case .rowsDisagree(let rows, let other, let otherRows):
      "has \(counted(rows, "row")), but \(other) has \(otherRows)"
    case .widthsDisagree(let features, let other, let otherFeatures):
      "has \(counted(features, "feature")), but \(other) has \(otherFeatures)"
    case .notFinite(let row, let feature): "row \(row), feature \(feature) is not a finite 32-bit number"
    case .notAClass(let value, let row): "label \(value) of row \(row) is not an integer"
    case .testFileMissing: "only one of the two test files is named"
    default: splitMessage
    }
  }

  private var splitMessage: String {
    switch kind {
    case .testGivenTwice: "has test files and is split as well"
    case .badTestFraction(let fraction): "the test fraction is \(fraction)"
    case .emptySplit(let train, let test):
      "the test split leaves \(counted(train, "row")) to train on and \(test) to test on"
    case .stratifiedNeedsClasses: "a stratified split needs classes, and the labels are numbers"
    case .badCount(let name, let value): "\(name) is \(value)"
    case .badAlpha(let alpha): "alpha is \(alpha)"
    case .tooFewRows(let rows, let needed):
      "\(counted(rows, "training row")) cannot be shared out where \(needed) are needed"
    case .dirichletNeedsClasses: "dirichlet partitions need classes, and the labels are numbers"
    case .dirichletFailed(let clients, let alpha, let minRows, let draws):
      "\(draws) draws gave no dirichlet partition in which each of \(clients) clients has \(minRows) rows"
        + " (alpha \(alpha))"
    case .columnNeedsCSV: "has no named columns to partition by"
    default: ""
    }
  }

  /// What to do about it; nil where the message says it all.
  package var help: String? {
    switch kind {
    case .unreadable: "check the path and its permissions; a path is read relative to the job file"
    case .tooLarge: "use fewer rows or features"
    case .noRows: "add rows, or name another file"
    case .notUTF8: "save the file as UTF-8"
    case .unclosedQuote: "close the quote; write a quote inside a quoted cell as \"\""
    case .strayQuote: "quote the whole cell and write a quote inside it as \"\""
    case .raggedRow: "quote cells that hold a comma"
    case .emptyCell: "fill it, remove the row, or name the column in data.source.drop"
    case .notANumber:
      "write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in data.source.drop"
    case .unknownColumn(let nearest, let columns): unknownColumnHelp(nearest, columns)
    case .duplicateColumn: "rename one of them"
    case .unnamedColumn: "give it a name in the header line"
    case .columnUsedTwice: "name it once"
    case .noLabelNamed: "name it in data.source.label"
    case .noFeatures: "name fewer columns in data.source.drop"
    case .badGzip: "fetch or compress the file again"
    case .notIDX: "name a file in MNIST's format, plain or gzipped"
    case .notNPY, .badNPYHeader: "write it with numpy.save"
    case .fortranOrder: "save numpy.ascontiguousarray(a)"
    case .unsupportedElement: "use unsigned bytes, 32-bit floats, or for npy also little-endian f8, i4 and i8"
    case .unsupportedShape: "features need at least two axes, rows first; labels need one"
    case .wrongLength: "fetch or write the file again"
    case .rowsDisagree: "name files that belong together"
    case .widthsDisagree: "give training and test rows the same features"
    case .notFinite: "replace missing and infinite values"
    case .notAClass: "use integer labels, or set use_case.task to regression"
    case .testFileMissing: "name both test files or neither"
    default: splitHelp
    }
  }

  private var splitHelp: String? {
    switch kind {
    case .testGivenTwice: "remove data.test, or the test files from data.source"
    case .badTestFraction: "use a fraction above 0 and below 1"
    case .emptySplit: "choose another data.test.fraction, or use more rows"
    case .stratifiedNeedsClasses: "set data.test.stratified to false"
    case .badCount: "use at least 1"
    case .badAlpha: "use a number between 0.000001 and 1000000"
    case .tooFewRows: "use fewer clients, fewer rows a client, or more data"
    case .dirichletNeedsClasses: "partition by iid, shards or column"
    case .dirichletFailed: "use a larger alpha, fewer clients or a smaller min_rows"
    case .columnNeedsCSV: "partition by iid, dirichlet or shards"
    default: nil
    }
  }

  private func wrongLength(_ expected: Int, _ found: Int) -> String {
    found > expected
      ? "holds more than the \(counted(expected, "byte")) that its header promises"
      : "its header promises \(counted(expected, "byte")), but it holds \(found)"
  }

  private func unknownColumnHelp(_ nearest: String?, _ columns: [String]) -> String {
    if let nearest { return "did you mean \"\(nearest)\"?" }
    let shown = columns.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
    let more = columns.count - 12
    return "the columns are \(shown)" + (more > 0 ? " and \(more) more" : "")
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
