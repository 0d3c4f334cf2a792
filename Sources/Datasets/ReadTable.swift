extension Table {
  /// Reads the recipe's source, training files before test files, examples before labels.
  init(
    _ recipe: DatasetRecipe, read: (String) throws(DatasetError) -> [UInt8]
  ) throws(DatasetError) {
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
    if case .column(let name) = recipe.partitioning {
      throw DatasetError(path: files.x, kind: .columnNeedsCSV(name))
    }
    let x = try read(files.x)
    values = try x.features()
    featureNames = (0..<x.width).map { "x\($0)" }
    var y = [try read(files.y)]
    try requireSameRows(x, y[0])
    switch (files.testX, files.testY) {
    case (nil, nil): break
    case (let testX?, let testY?):
      let test = try read(testX)
      y.append(try read(testY))
      try requireSameRows(test, y[1])
      guard test.width == x.width else {
        let kind = DatasetError.Kind.widthsDisagree(
          features: test.width, other: files.x, otherFeatures: x.width)
        throw DatasetError(path: testX, kind: kind)
      }
      values = values + (try test.features())
      testStart = x.rows
    default: throw DatasetError(path: files.testX ?? files.testY ?? files.x, kind: .testFileMissing)
    }
    labels = try Labels(y, areClasses: recipe.labelsAreClasses)
  }
}

extension Labels {
  fileprivate init(_ arrays: [NumberArray], areClasses: Bool) throws(DatasetError) {
    if areClasses {
      var integers: [Int] = []
      for array in arrays { integers += try array.integers() }
      self = .classes(Classes(integers: integers))
    } else {
      var numbers: [Float] = []
      for array in arrays { numbers += try array.numbers() }
      self = .numbers(numbers)
    }
  }
}

private func requireSameRows(_ x: NumberArray, _ y: NumberArray) throws(DatasetError) {
  guard x.rows == y.rows else {
    throw DatasetError(path: y.path, kind: .rowsDisagree(rows: y.rows, other: x.path, otherRows: x.rows))
  }
}
