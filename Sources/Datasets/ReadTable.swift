extension Table {
  /// Reads the recipe's source, training files before test files, examples before labels.
  init(_ recipe: DatasetRecipe, read: ReadData) throws(DatasetError) {
    switch recipe.format {
    case .csv(let path):
      try self.init(csv: try read(path), recipe: recipe, path: path)
    case .idx(let images, let labels, let testImages, let testLabels):
      try self.init(files: (images, labels, testImages, testLabels), recipe) { (path) throws(DatasetError) in
        try NumberArray(idx: try read(path), path: path)
      }
    case .npy(let x, let y, let testX, let testY):
      try self.init(files: (x, y, testX, testY), recipe) { (path) throws(DatasetError) in
        try NumberArray(npy: try read(path), path: path)
      }
    }
  }

  private init(
    files: (x: String, y: String, testX: String?, testY: String?), _ recipe: DatasetRecipe,
    read: (String) throws(DatasetError) -> NumberArray
  ) throws(DatasetError) {
    let train = try ArrayPair(files.x, files.y, read: read)
    values = .arrays([train.x])
    featureNames = (0..<train.x.width).map { "x\($0)" }
    var y = [train.y]
    if let testX = files.testX, let testY = files.testY {
      let test = try ArrayPair(testX, testY, read: read)
      try test.requireSameWidth(as: train)
      values = .arrays([train.x, test.x])
      y.append(test.y)
      testStart = train.x.rows
    }
    labels = try Labels(y, recipe)
  }
}

/// The examples of two files that belong together.
private struct ArrayPair {
  let x: NumberArray
  let y: NumberArray

  init(
    _ xPath: String, _ yPath: String, read: (String) throws(DatasetError) -> NumberArray
  ) throws(DatasetError) {
    x = try read(xPath)
    guard x.shape.count >= 2 else { throw DatasetError(path: xPath, kind: .unsupportedShape(x.shape)) }
    try x.requireFinite()
    y = try read(yPath)
    guard x.rows == y.rows else {
      throw DatasetError(path: yPath, kind: .rowsDisagree(rows: y.rows, other: xPath, otherRows: x.rows))
    }
  }

  func requireSameWidth(as train: ArrayPair) throws(DatasetError) {
    guard x.width == train.x.width else {
      let kind = DatasetError.Kind.widthsDisagree(
        features: x.width, other: train.x.path, otherFeatures: train.x.width)
      throw DatasetError(path: x.path, kind: kind)
    }
  }
}
