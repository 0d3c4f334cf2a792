import Determinism

/// What each column of a csv file is for, found from its header line and the recipe.
struct CSVColumns {
  let names: [String]
  /// nil for a column that is passed over.
  let roles: [DatasetError.ColumnRole?]

  /// - Parameter line: the header's.
  init(header: [String], line: Int, recipe: DatasetRecipe, path: String) throws(DatasetError) {
    let position = try Self.positions(of: header, line: line, path: path)
    func find(_ name: String) throws(DatasetError) -> Int {
      if let found = position[name] { return found }
      let kind = DatasetError.Kind.unknownColumn(
        nearest: nearestName(to: name, among: header), columns: header)
      throw DatasetError(path: path, line: line, column: name, kind: kind)
    }

    var roles: [DatasetError.ColumnRole?] = header.map { _ in recipe.features.isEmpty ? .feature : nil }
    for name in recipe.features { roles[try find(name)] = .feature }
    for name in recipe.drop { roles[try find(name)] = nil }
    if case .column(let name) = recipe.partitioning { roles[try find(name)] = .partition }
    if let label = recipe.label { roles[try find(label)] = .label }
    guard roles.contains(.feature) else { throw DatasetError(path: path, line: line, kind: .noFeatures) }
    names = header
    self.roles = roles
  }

  var featureNames: [String] {
    names.indices.filter { roles[$0] == .feature }.map { names[$0] }
  }

  private static func positions(of header: [String], line: Int, path: String) throws(DatasetError)
    -> [String: Int]
  {
    var position: [String: Int] = [:]
    for (index, name) in header.enumerated() {
      if name.isEmpty {
        throw DatasetError(path: path, line: line, kind: .unnamedColumn(position: index + 1))
      }
      if let first = position[name] {
        let kind = DatasetError.Kind.duplicateColumn(first: first + 1, second: index + 1)
        throw DatasetError(path: path, line: line, column: name, kind: kind)
      }
      position[name] = index
    }
    return position
  }
}
