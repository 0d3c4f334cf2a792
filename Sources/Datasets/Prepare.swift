/// Gives the whole contents of the file at a path.
package typealias ReadData = (_ path: String) throws(DatasetError) -> FileBytes

/// Reads, splits, partitions and scales a data set, in this order. The same recipe and files give the same
/// bytes, whether they are prepared now or were kept in the cache, in memory or mapped.
///
/// A client's rows and the test rows keep the source's order. Scaling uses the training rows alone. Rows that
/// lie in a file of floats as they should are not copied.
/// - Parameters:
///   - read: the bytes of the file at a path of the recipe.
///   - cache: where large data sets are kept once they are prepared.
package func prepare(
  _ recipe: DatasetRecipe, read: ReadData, cache: DataCache? = nil
) throws(DatasetError) -> PreparedData {
  if let contradiction = recipe.contradictions.first { throw contradiction }
  let files = try SourceFiles(recipe.paths, read: read, cache: cache)
  guard let cache, files.byteCount >= keptSize else {
    return try prepared(try ArrangedData(recipe, files), files)
  }
  let kept = KeptData(cache: cache, recipe: recipe, files: files)
  if let data = kept.load() { return data }
  let rows = try ArrangedData(recipe, files)
  return if let data = kept.store(rows) { data } else { try prepared(rows, files) }
}

/// Data sets whose files have fewer bytes are prepared in milliseconds, and are not kept.
private let keptSize = 1 << 20

/// Looked at last: rows are copied out of files that are mapped.
private func prepared(_ rows: ArrangedData, _ files: SourceFiles) throws(DatasetError) -> PreparedData {
  let data = try rows.prepared()
  try files.requireUnchanged()
  return data
}
