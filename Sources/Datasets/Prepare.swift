import Determinism

/// Gives the whole contents of the file at a path.
package typealias ReadData = (_ path: String) throws(DatasetError) -> [UInt8]

/// Reads, splits, partitions and scales a data set, in this order. The same recipe and files give the same
/// bytes.
///
/// A client's rows and the test rows keep the source's order. Scaling uses the training rows alone.
/// - Parameter read: the bytes of the file at a path of the recipe.
package func prepare(
  _ recipe: DatasetRecipe, read: ReadData
) throws(DatasetError) -> PreparedData {
  if let contradiction = recipe.contradictions.first { throw contradiction }
  var sources: [PreparedData.SourceFile] = []
  let table = try Table(recipe) { (path) throws(DatasetError) in
    let bytes = try read(path)
    sources.append(PreparedData.SourceFile(path: path, digest: Digest.of(bytes)))
    return bytes
  }
  let path = sources.first?.path ?? ""
  let split = try table.split(recipe, path: path)
  let parts = try table.partition(split.train, recipe, path: path)
  let train = parts.flatMap(\.rows)
  let width = table.featureNames.count
  var data = PreparedData(
    sources: sources, featureNames: table.featureNames, classNames: table.labels.classNames,
    x: table.values.gather(train, width: width), y: table.labels.gather(train), clients: clients(parts),
    testX: table.values.gather(split.test, width: width), testY: table.labels.gather(split.test))
  if let scaling = Scaling(recipe.scale, x: data.x, width: width, clients: data.clients.map(\.rows)) {
    scaling.apply(to: &data.x)
    scaling.apply(to: &data.testX)
  }
  return data
}

private func clients(_ parts: [Part]) -> [PreparedData.Client] {
  var start = 0
  return parts.map { part in
    defer { start += part.rows.count }
    return PreparedData.Client(name: part.name, rows: start..<start + part.rows.count)
  }
}
