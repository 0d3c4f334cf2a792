import Datasets
import Glibc

extension DatasetRecipe {
  /// The same files by paths that do not depend on the current folder, which another machine's worker does not know.
  var absolute: DatasetRecipe {
    var recipe = self
    recipe.format =
      switch format {
      case .csv(let path): .csv(path: rooted(path))
      case .idx(let images, let labels, let testImages, let testLabels):
        .idx(
          images: rooted(images), labels: rooted(labels), testImages: testImages.map(rooted),
          testLabels: testLabels.map(rooted))
      case .npy(let x, let y, let testX, let testY):
        .npy(x: rooted(x), y: rooted(y), testX: testX.map(rooted), testY: testY.map(rooted))
      }
    if case .ranges(let path) = partitioning { recipe.partitioning = .ranges(path: rooted(path)) }
    return recipe
  }
}

/// The path from the root. Links stay links: another machine may have others.
private func rooted(_ path: String) -> String {
  guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
  defer { free(folder) }
  let below = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  return String(cString: folder) + "/" + below
}
