extension DatasetRecipe {
  /// The files of the recipe in the order in which they are read; a file that is named twice is there twice.
  package var paths: [String] {
    let source: [String?] =
      switch format {
      case .csv(let path): [path]
      case .idx(let x, let y, let testX, let testY), .npy(let x, let y, let testX, let testY):
        [x, y, testX, testY]
      }
    guard case .ranges(let path) = partitioning else { return source.compactMap(\.self) }
    return source.compactMap(\.self) + [path]
  }

  /// The recipe without names of files: what is to be done with them, wherever they are.
  var withoutPaths: DatasetRecipe {
    var recipe = self
    recipe.format =
      switch format {
      case .csv: .csv(path: "")
      case .idx(_, _, let testX, let testY):
        .idx(images: "", labels: "", testImages: testX.map { _ in "" }, testLabels: testY.map { _ in "" })
      case .npy(_, _, let testX, let testY):
        .npy(x: "", y: "", testX: testX.map { _ in "" }, testY: testY.map { _ in "" })
      }
    if case .ranges = partitioning { recipe.partitioning = .ranges(path: "") }
    return recipe
  }
}
