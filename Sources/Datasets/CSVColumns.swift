/// What each column of a csv file is for, found from its header line and the recipe.
struct CSVColumns {
  enum Use { case feature, label, group, dropped }

  let names: [String]
  let uses: [Use]

  init(header: [String], recipe: DatasetRecipe, path: String) throws(DatasetError) {
    names = header
    let position = try Self.positions(of: header, path: path)
    func find(_ name: String) throws(DatasetError) -> Int {
      if let found = position[name] { return found }
      let kind = DatasetError.Kind.unknownColumn(nearest: nearestName(to: name, in: header), columns: header)
      throw DatasetError(path: path, line: 1, column: name, kind: kind)
    }

    guard let label = recipe.label else { throw DatasetError(path: path, kind: .noLabelNamed) }
    var uses: [Use] = Array(repeating: recipe.features.isEmpty ? .feature : .dropped, count: header.count)
    for name in recipe.features { uses[try find(name)] = .feature }
    for name in recipe.drop {
      if recipe.features.contains(name) { throw Self.usedTwice(path, name, "a feature", "dropped") }
      uses[try find(name)] = .dropped
    }
    if case .column(let group) = recipe.partitioning {
      if recipe.features.contains(group) {
        throw Self.usedTwice(path, group, "a feature", "the partition column")
      }
      if group == label { throw Self.usedTwice(path, group, "the label", "the partition column") }
      uses[try find(group)] = .group
    }
    let labelPosition = try find(label)
    if recipe.features.contains(label) { throw Self.usedTwice(path, label, "the label", "a feature") }
    if recipe.drop.contains(label) { throw Self.usedTwice(path, label, "the label", "dropped") }
    uses[labelPosition] = .label
    guard uses.contains(.feature) else { throw DatasetError(path: path, line: 1, kind: .noFeatures) }
    self.uses = uses
  }

  var featureNames: [String] {
    names.indices.filter { uses[$0] == .feature }.map { names[$0] }
  }

  private static func positions(of header: [String], path: String) throws(DatasetError) -> [String: Int] {
    var position: [String: Int] = [:]
    for (index, name) in header.enumerated() {
      if name.isEmpty { throw DatasetError(path: path, line: 1, kind: .unnamedColumn(position: index + 1)) }
      if let first = position[name] {
        let kind = DatasetError.Kind.duplicateColumn(first: first + 1, second: index + 1)
        throw DatasetError(path: path, line: 1, column: name, kind: kind)
      }
      position[name] = index
    }
    return position
  }

  private static func usedTwice(_ path: String, _ name: String, _ first: String, _ second: String)
    -> DatasetError
  {
    DatasetError(path: path, line: 1, column: name, kind: .columnUsedTwice(first: first, second: second))
  }
}
