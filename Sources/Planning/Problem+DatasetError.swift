import Datasets

extension Problem {
  /// What is wrong with a file that only one field names.
  init(_ error: DatasetError, at path: String) {
    var help = error.help
    if case .unreadable = error.kind { help = "check the path, which is relative to the file that names it" }
    self.init(path: path, code: "data", message: error.description, help: help)
  }

  /// What is wrong with the data, shown at the field that names it or that asks too much of it.
  init(_ error: DatasetError, _ recipe: DatasetRecipe) {
    self.init(error, at: recipe.field(toMend: error))
  }
}

extension DatasetRecipe {
  /// The path of the job's field that is wrong, or that names the file which is.
  fileprivate func field(toMend error: DatasetError) -> String {
    switch error.kind {
    case .unreadable, .tooLarge, .noRows, .notUTF8, .controlCharacter, .unclosedQuote, .strayQuote,
      .notCommas,
      .raggedRow, .emptyCell, .notANumber, .numberTooLarge, .unnamedColumn, .badGzip, .notIDX, .notNPY,
      .badNPYHeader, .fortranOrder, .unsupportedElement, .unsupportedShape, .wrongLength, .rowsDisagree,
      .widthsDisagree, .notFinite, .notAnInteger, .notAClass, .classTooLarge, .testFileMissing:
      field(naming: error.path)
    case .unknownColumn, .duplicateColumn, .columnUsedTwice:
      error.column.flatMap(field(namingColumn:)) ?? field(naming: error.path)
    case .noFeatures: drop.isEmpty ? field(naming: error.path) : "data.source.drop"
    case .noLabelNamed: "data.source"
    case .testGivenTwice: "data.test"
    case .badTestFraction, .emptySplit: "data.test.fraction"
    case .stratifiedNeedsClasses: "data.test.stratified"
    case .badCount(let name, _): partitionsField + "." + name
    case .badAlpha: partitionsField + ".alpha"
    case .tooFewRows: partitionsField + ".clients"
    case .dirichletNeedsClasses, .dirichletFailed, .columnNeedsCSV, .rangesNeedTestFiles, .rangesShape,
      .rangesDoNotCover, .emptyRange:
      partitionsField
    }
  }

  private func field(naming path: String?) -> String {
    let files: [(String, String?)] =
      switch format {
      case .csv(let path): [("csv", path)]
      case .idx(let images, let labels, let testImages, let testLabels):
        [
          ("idx.images", images), ("idx.labels", labels), ("idx.test_images", testImages),
          ("idx.test_labels", testLabels),
        ]
      case .npy(let x, let y, let testX, let testY):
        [("npy.x", x), ("npy.y", y), ("npy.test_x", testX), ("npy.test_y", testY)]
      }
    if case .ranges(path) = partitioning { return partitionsField }
    return files.first { $0.1 == path }.map { "data.source." + $0.0 } ?? "data.source"
  }

  /// Of two fields that name a column, the one that says what it is not.
  private func field(namingColumn name: String) -> String? {
    if let index = drop.firstIndex(of: name) { return "data.source.drop.\(index)" }
    if let index = features.firstIndex(of: name) { return "data.source.features.\(index)" }
    if partitioning == .column(name) { return partitionsField }
    return label == name ? "data.source.label" : nil
  }

  private var partitionsField: String {
    switch partitioning {
    case .iid: "data.partitions.iid"
    case .dirichlet: "data.partitions.dirichlet"
    case .shards: "data.partitions.shards"
    case .column: "data.partitions.column"
    case .ranges: "data.partitions.ranges"
    }
  }
}
