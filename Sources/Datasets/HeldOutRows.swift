/// The rows of a data set that a model was never trained on, and how the others were scaled.
package struct HeldOutRows: Sendable {
  /// nil where nothing is scaled.
  package let scaling: Scaling?
  /// [rows] where each lies in its file, from 0; a csv file's header does not count.
  package let places: [Int]
  /// [rows × features], scaled, in the source's order.
  package let x: Floats
  /// [rows]: the class index or the number to predict.
  package let y: Floats

  /// Reads a data set as ``prepare(_:read:cache:)`` does, and copies no training row.
  /// - Parameter read: the bytes of the file at a path of the recipe.
  package init(_ recipe: DatasetRecipe, read: ReadData) throws(DatasetError) {
    if let contradiction = recipe.contradictions.first { throw contradiction }
    let files = try SourceFiles(recipe.paths, read: read, cache: nil)
    let rows = try ArrangedData(recipe, files)
    scaling = rows.x.scaling
    // Test files of their own follow the training rows in the table.
    let first = recipe.test == nil ? rows.testX.rows.first ?? 0 : 0
    places = rows.testX.rows.map { $0 - first }
    x = try rows.testX.floats(path: recipe.paths.first ?? "")
    y = rows.testY
    try files.requireUnchanged()
  }
}
