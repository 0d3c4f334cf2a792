extension DatasetError {
  /// What to do about it; nil where the message says it all.
  package var help: String? {
    switch kind {
    case .unreadable: "check the path and its permissions"
    case .tooLarge: "use fewer rows or features"
    case .noRows: "add rows, or name another file"

    case .notUTF8: "save the file as UTF-8"
    case .controlCharacter: "names of columns, classes and clients are plain text of one line"
    case .unclosedQuote: "close the quote; write a quote inside a quoted cell as \"\""
    case .strayQuote: "quote the whole cell and write a quote inside it as \"\""
    case .rowTooLong: "end each row with a line feed, and close each quote"
    case .notCommas: "save the file with commas between the cells and a point in decimal numbers"
    case .raggedRow: "quote cells that hold a comma"
    case .emptyCell(.feature): "fill it, remove the row, or name the column in `data.source.drop`"
    case .emptyCell(.label), .emptyCell(.partition): "fill it or remove the row"
    case .notANumber(_, .label):
      "write finite decimal numbers such as 12, -0.5 or 1e-3, or set `use_case.task` to `classification`"
    case .notANumber(_, .feature), .notANumber(_, .partition):
      "write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in `data.source.drop`"
    case .numberTooLarge: "measure the column in a larger unit"

    case .unknownColumn(let nearest, let columns): unknownColumn(nearest, columns)
    case .duplicateColumn: "rename one of them"
    case .unnamedColumn: "give it a name in the header line"
    case .columnUsedTwice: "name it once"
    case .noLabelNamed: "name it in `data.source.label`"
    case .noFeatures: "name fewer columns in `data.source.drop`"

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
    case .notAClass: "use integer labels, or set `use_case.task` to `regression`"
    case .classTooLarge: "number the classes from 0 on"
    case .notAnInteger: "save it as integers, with numpy's astype"
    case .testFileMissing: "name both test files or neither"

    case .testGivenTwice: "remove `data.test`, or the test files from `data.source`"
    case .badTestFraction: "use a fraction above 0 and below 1"
    case .emptySplit: "choose another `data.test.fraction`, or use more rows"
    case .stratifiedNeedsClasses: "set `data.test.stratified` to `false`"
    case .badCount: "use at least 1"
    case .badAlpha: "use a number between 0.000001 and 1000000"
    case .tooFewRows: "use fewer clients, fewer rows a client, or more data"
    case .dirichletNeedsClasses: "partition by `iid`, `shards` or `column`"
    case .dirichletFailed: "use a larger `alpha`, fewer clients or a smaller `min_rows`"
    case .columnNeedsCSV: "partition by `iid`, `dirichlet` or `shards`"
    case .rangesNeedTestFiles: "name test files in `data.source.npy` or `data.source.idx`"
    case .rangesShape: "give each client's first row, and after the last client the number of rows"
    case .rangesDoNotCover: "start at 0 and end at the number of training rows"
    case .emptyRange: "write ascending numbers, so that every client has a row"
    case .resident(let fault): fault.help
    }
  }

  private func unknownColumn(_ nearest: String?, _ columns: [String]) -> String {
    if let nearest { return "did you mean \(quoted(nearest))?" }
    if columns.isEmpty { return "compare the name with the file's header line" }
    let shown = columns.prefix(12).map(quoted).joined(separator: ", ")
    let more = columns.count - 12
    return "the columns are \(shown)" + (more > 0 ? " and \(more) more" : "")
  }
}
