/// A data set whose rows all have their places, but are not copied to them yet.
struct ArrangedData {
  let sources: [PreparedData.SourceFile]
  let featureNames: [String]
  let classNames: [String]
  let clients: [PreparedData.Client]
  let x: OrderedRows
  let y: Floats
  let testX: OrderedRows
  let testY: Floats

  init(_ recipe: DatasetRecipe, _ files: SourceFiles) throws(DatasetError) {
    let table = try Table(recipe, read: files.file)
    let path = recipe.paths.first ?? ""
    let split = try table.split(recipe, path: path)
    let parts = try table.partition(split.train, recipe, path: path, read: files.file)
    let width = table.featureNames.count
    clients = contiguous(parts)
    var x = OrderedRows(values: table.values, width: width, rows: parts.flatMap(\.rows))
    var testX = OrderedRows(values: table.values, width: width, rows: split.test)
    let scaling = Scaling(recipe.scale, x, clients: clients.map(\.rows))
    x.scaling = scaling
    testX.scaling = scaling
    self.x = x
    self.testX = testX
    y = Floats(table.labels.gather(x.rows))
    testY = Floats(table.labels.gather(testX.rows))
    sources = files.sources
    featureNames = table.featureNames
    classNames = table.labels.classNames
  }

  /// In memory, but for rows that lie in a file as they should.
  func prepared() throws(DatasetError) -> PreparedData {
    let path = sources.first?.path ?? ""
    return PreparedData(
      sources: sources, featureNames: featureNames, classNames: classNames, x: try x.floats(path: path), y: y,
      clients: clients, testX: try testX.floats(path: path), testY: testY)
  }
}

private func contiguous(_ parts: [Part]) -> [PreparedData.Client] {
  var start = 0
  return parts.map { part in
    defer { start += part.rows.count }
    return PreparedData.Client(name: part.name, rows: start..<start + part.rows.count)
  }
}
