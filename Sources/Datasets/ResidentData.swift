/// The rows of those clients of a run whose files lie here, ready to train on.
package struct ResidentData: Sendable {
  /// All clients of the layout, in its order; those elsewhere with no rows. The test rows are those of the clients
  /// here, in client order.
  package let data: PreparedData
  /// For each client here its test rows among those of all clients.
  private let tests: [Range<Int>]

  fileprivate init(_ rows: GatheredRows, _ layout: ResidentLayout) {
    data = PreparedData(
      sources: rows.sources, featureNames: layout.featureNames, classNames: layout.classNames,
      x: Floats(rows.x), y: Floats(rows.y), clients: rows.clients, testX: Floats(rows.testX),
      testY: Floats(rows.testY))
    tests = rows.tests
  }

  /// - Parameter all: test rows as the layout numbers them.
  /// - Returns: where they lie in `data`; nil if they are none, lie elsewhere or belong to more than one client.
  package func testRows(_ all: Range<Int>) -> Range<Int>? {
    guard !all.isEmpty, let own = tests.firstIndex(where: { $0.contains(all) }) else { return nil }
    let start = tests[..<own].reduce(0) { $0 + $1.count } + all.lowerBound - tests[own].lowerBound
    return start..<start + all.count
  }
}

/// Reads, splits and scales the files that lie here, as the layout says.
/// - Parameters:
///   - here: the clients whose files these are, by index, in any order.
///   - read: the bytes of the file at a path.
/// - Throws: what is wrong with a file, or that it is not the one that was surveyed; with no text from inside it.
package func prepare(
  _ recipe: ResidentRecipe, _ layout: ResidentLayout, here: [(client: Int, path: String)], read: ReadData
) throws(DatasetError) -> ResidentData {
  let paths = try layout.paths(here)
  var rows = GatheredRows()
  for (index, client) in layout.clients.enumerated() {
    let start = rows.y.count
    if let path = paths[index] {
      let file = try ResidentFile(recipe, client: index, path: path, read: read)
      guard let targets = layout.targets(of: file, client, recipe) else {
        throw DatasetError(path: path, kind: .resident(.notAsSurveyed(client: index)))
      }
      try rows.append(file, targets, scaling: layout.scaling, path: path)
      rows.tests.append(layout.testRows(of: index))
    }
    rows.clients.append(PreparedData.Client(name: client.name, rows: start..<rows.y.count))
  }
  return ResidentData(rows, layout)
}

extension ResidentLayout {
  /// For each client the path of its file; nil where it lies elsewhere.
  fileprivate func paths(_ here: [(client: Int, path: String)]) throws(DatasetError) -> [String?] {
    var paths: [String?] = clients.map { _ in nil }
    for (client, path) in here {
      guard paths.indices.contains(client), paths[client] == nil else {
        throw DatasetError(path: path, kind: .resident(.unknownClient(client)))
      }
      paths[client] = path
    }
    return paths
  }

  /// What the rows of a client's file are to be told apart as or predicted to be.
  /// - Returns: nil when the file, read by the recipe, is not the one that was surveyed.
  fileprivate func targets(
    of file: ResidentFile, _ client: Client, _ recipe: ResidentRecipe
  ) -> ResidentFile.Targets? {
    guard Client(client.name, file.survey(.none), classNames) == client else { return nil }
    guard file.featureNames == featureNames, offsets.isEmpty == (recipe.scale == .none) else { return nil }
    return classNames.isEmpty == recipe.labelsAreClasses ? nil : file.targets(among: classNames)
  }
}

/// The rows of the files here, growing in client order.
private struct GatheredRows {
  var sources: [PreparedData.SourceFile] = []
  var clients: [PreparedData.Client] = []
  var x: [Float] = []
  var y: [Float] = []
  var testX: [Float] = []
  var testY: [Float] = []
  var tests: [Range<Int>] = []

  mutating func append(
    _ file: ResidentFile, _ targets: ResidentFile.Targets, scaling: Scaling?, path: String
  ) throws(DatasetError) {
    sources.append(PreparedData.SourceFile(path: path, digest: file.digest))
    x.append(file.train, scaling)
    testX.append(file.test, scaling)
    y += targets.train
    testY += targets.test
    guard x.count <= valueLimit else { throw DatasetError(path: path, kind: .tooLarge(limit: valueLimit)) }
  }
}

extension [Float] {
  fileprivate mutating func append(_ rows: OrderedRows, _ scaling: Scaling?) {
    var rows = rows
    rows.scaling = scaling
    rows.forEachStretch(rows.rows.indices) { self += $0 }
  }
}
