import Determinism

extension Table {
  /// - Parameter bytes: UTF-8 text, a header line first.
  init(csv file: FileBytes, recipe: DatasetRecipe, path: String) throws(DatasetError) {
    self = try file.withUnsafeBytes { (bytes) throws(DatasetError) in
      var reader = CSVRows(scanner: CSVScanner(bytes), path: path)
      let columns = try reader.columns(recipe)
      try reader.readRows(columns, labelsAreClasses: recipe.labelsAreClasses) { file.release($0) }
      if reader.values.isEmpty { throw DatasetError(path: path, kind: .noRows) }
      return Table(
        featureNames: columns.featureNames, values: .floats(reader.values),
        labels: recipe.labelsAreClasses
          ? .classes(reader.labels.classes(last: recipe.lastClass)) : .numbers(reader.numbers),
        groups: columns.roles.contains(.partition) ? reader.groups.classes(last: nil) : nil)
    }
  }
}
