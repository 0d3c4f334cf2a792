import Datasets
import JobSpec

extension Problem {
  /// What is wrong with a file that only one field names.
  init(_ error: DatasetError, at path: String) {
    var help = error.help
    if case .unreadable = error.kind { help = "check the path, which is relative to the file that names it" }
    self.init(path: path, code: "data", message: error.description, help: help)
  }

  /// What is wrong with the data, shown at the field that names it or that asks too much of it.
  /// - Parameter folder: what the paths of the data's files were opened in.
  init(_ error: DatasetError, _ data: DataSection, folder: String) {
    self.init(error, at: data.field(toMend: error, folder: folder))
    if case .resident = data.partitions { help = error.help }
  }
}

extension DataSection {
  /// The path of the job's field that is wrong, or that names the file which is.
  fileprivate func field(toMend error: DatasetError, folder: String) -> String {
    func file() -> String { error.path.map { field(naming: $0, folder: folder) } ?? "data.source" }
    switch error.kind {
    case .unreadable, .tooLarge, .noRows, .notUTF8, .controlCharacter, .unclosedQuote, .strayQuote,
      .rowTooLong,
      .notCommas,
      .raggedRow, .emptyCell, .notANumber, .numberTooLarge, .unnamedColumn, .badGzip, .notIDX, .notNPY,
      .badNPYHeader, .fortranOrder, .unsupportedElement, .unsupportedShape, .wrongLength, .rowsDisagree,
      .widthsDisagree, .notFinite, .notAnInteger, .notAClass, .classTooLarge, .testFileMissing:
      return file()
    case .unknownColumn, .duplicateColumn, .columnUsedTwice:
      return error.column.flatMap(field(namingColumn:)) ?? file()
    case .noFeatures: return source.drop.isEmpty ? file() : "data.source.drop"
    case .noLabelNamed: return "data.source"
    case .testGivenTwice: return "data.test"
    case .badTestFraction, .emptySplit: return "data.test.fraction"
    case .stratifiedNeedsClasses: return "data.test.stratified"
    case .badCount(let name, _): return partitionsField + "." + name
    case .badAlpha: return partitionsField + ".alpha"
    case .tooFewRows: return partitionsField + ".clients"
    case .dirichletNeedsClasses, .dirichletFailed, .columnNeedsCSV, .rangesNeedTestFiles, .rangesShape,
      .rangesDoNotCover, .emptyRange, .resident:
      return partitionsField
    }
  }

  private func field(naming path: String, folder: String) -> String {
    if case .resident = partitions { return partitionsField }
    if case .ranges(let ranges) = partitions, placed(ranges, in: folder) == path { return partitionsField }
    let named = source.format.files.first { $0.path.map { placed($0, in: folder) } == path }
    return "data.source" + (named.map { "." + $0.field } ?? "")
  }

  /// Of two fields that name a column, the one that says what it is not.
  private func field(namingColumn name: String) -> String? {
    if let index = source.drop.firstIndex(of: name) { return "data.source.drop.\(index)" }
    if let index = source.features.firstIndex(of: name) { return "data.source.features.\(index)" }
    if partitions == .column(name) { return partitionsField }
    return source.label == name ? "data.source.label" : nil
  }

  private var partitionsField: String {
    switch partitions {
    case .iid: "data.partitions.iid"
    case .dirichlet: "data.partitions.dirichlet"
    case .shards: "data.partitions.shards"
    case .column: "data.partitions.column"
    case .ranges: "data.partitions.ranges"
    case .resident: "data.partitions.resident"
    }
  }
}

extension DataSource.Format {
  /// The fields that name a file; none of resident data.
  fileprivate var files: [(field: String, path: String?)] {
    switch self {
    case .csv(let path): [("csv", path)]
    case .idx(let files):
      [
        ("idx.images", files.images), ("idx.labels", files.labels), ("idx.test_images", files.testImages),
        ("idx.test_labels", files.testLabels),
      ]
    case .npy(let files):
      [("npy.x", files.x), ("npy.y", files.y), ("npy.test_x", files.testX), ("npy.test_y", files.testY)]
    case .resident: []
    }
  }
}
