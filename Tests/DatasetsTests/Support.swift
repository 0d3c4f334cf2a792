import Datasets
import Determinism

/// Prepares a recipe whose files are given here, by path.
func prepared(_ recipe: DatasetRecipe, _ files: [String: [UInt8]]) throws(DatasetError) -> PreparedData {
  try prepare(recipe) { (path) throws(DatasetError) in
    guard let bytes = files[path] else {
      throw DatasetError(path: path, kind: .unreadable(reason: "no such file"))
    }
    return FileBytes(bytes)
  }
}

/// What `prepared` refuses, as a user sees it: the description, then the help.
func refusal(_ recipe: DatasetRecipe, _ files: [String: [UInt8]]) -> String {
  do {
    _ = try prepared(recipe, files)
    return "no error"
  } catch {
    return error.description + (error.help.map { "\nhelp: " + $0 } ?? "")
  }
}

/// The recipe of a csv file at "d.csv" with the label column "y" and one client.
func csvRecipe(
  label: String? = "y", features: [String] = [], drop: [String] = [], classes: Bool = true,
  test: DatasetRecipe.TestSplit? = nil, partitioning: DatasetRecipe.Partitioning = .iid(clients: 1),
  seed: UInt64 = 1
) -> DatasetRecipe {
  DatasetRecipe(
    format: .csv(path: "d.csv"), label: label, features: features, drop: drop, labelsAreClasses: classes,
    test: test,
    partitioning: partitioning, seed: seed)
}

/// The recipe of array files at "x" and "y".
func npyRecipe(
  scale: DatasetRecipe.Scale = .none, classes: Bool = true, test: DatasetRecipe.TestSplit? = nil,
  partitioning: DatasetRecipe.Partitioning = .iid(clients: 1), seed: UInt64 = 1
) -> DatasetRecipe {
  DatasetRecipe(
    format: .npy(x: "x", y: "y", testX: nil, testY: nil), scale: scale, labelsAreClasses: classes, test: test,
    partitioning: partitioning, seed: seed)
}

/// An NPY file as numpy writes it.
func npy(_ descr: String, _ shape: String, _ content: [UInt8]) -> [UInt8] {
  var header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape), }"
  while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
  header += "\n"
  let length = [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)]
  return [0x93] + Array("NUMPY".utf8) + [1, 0] + length + Array(header.utf8) + content
}

/// Rows that can be told apart: row i has the one feature i and the label `labels[i]`.
func numberedRows(labels: [UInt8]) -> [String: [UInt8]] {
  let numbers = labels.indices.flatMap { index in
    withUnsafeBytes(of: Int32(index).littleEndian) { Array($0) }
  }
  return ["x": npy("<i4", "(\(labels.count), 1)", numbers), "y": npy("|u1", "(\(labels.count),)", labels)]
}

/// The digest of everything prepared.
func digest(_ data: PreparedData) -> String {
  var writer = CanonicalWriter()
  writer.write(data.sources) {
    $0.write($1.path)
    $0.write($1.digest)
  }
  writer.write(data.featureNames) { $0.write($1) }
  writer.write(data.classNames) { $0.write($1) }
  for floats in [data.x, data.y, data.testX, data.testY] { writer.write(Array(floats)) }
  writer.write(data.clients) {
    $0.write($1.name)
    $0.write($1.rows.lowerBound)
    $0.write($1.rows.upperBound)
  }
  return Digest.of(writer.bytes).short
}
