package import Determinism

/// How the csv file of every client is read, split and scaled where each file lies with its owner. No process holds
/// the rows of all.
package struct ResidentRecipe: Sendable, Equatable {
  /// The column to learn.
  package var label: String?
  /// Empty for all columns but the label and those in `drop`.
  package var features: [String]
  package var drop: [String]
  package var scale: DatasetRecipe.Scale
  /// Whether labels are classes (any text) or numbers.
  package var labelsAreClasses: Bool
  /// The class that becomes the last in class order: of two, the one that is 1.
  package var lastClass: String?
  /// The share of its rows that each client keeps back.
  package var test: DatasetRecipe.TestSplit
  package var seed: UInt64

  package init(
    label: String?, features: [String] = [], drop: [String] = [], scale: DatasetRecipe.Scale = .none,
    labelsAreClasses: Bool = true, lastClass: String? = nil, test: DatasetRecipe.TestSplit, seed: UInt64
  ) {
    self.label = label
    self.features = features
    self.drop = drop
    self.scale = scale
    self.labelsAreClasses = labelsAreClasses
    self.lastClass = lastClass
    self.test = test
    self.seed = seed
  }

  /// What the recipe says that cannot be, whatever the files hold.
  package var contradictions: [DatasetError] { dataset(path: "").contradictions }

  /// The recipe of one client's file alone.
  func dataset(path: String) -> DatasetRecipe {
    DatasetRecipe(
      format: .csv(path: path), label: label, features: features, drop: drop, scale: scale,
      labelsAreClasses: labelsAreClasses, lastClass: lastClass, test: test, partitioning: .iid(clients: 1),
      seed: seed)
  }
}

extension ResidentRecipe {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(label) { $0.write($1) }
    writer.write(features) { $0.write($1) }
    writer.write(drop) { $0.write($1) }
    writer.write(scale.rawValue)
    writer.write(labelsAreClasses)
    writer.write(lastClass) { $0.write($1) }
    test.encode(to: &writer)
    writer.write(seed)
  }

  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    label = try reader.optionalString()
    features = try reader.strings()
    drop = try reader.strings()
    scale = try DatasetRecipe.Scale(from: &reader)
    labelsAreClasses = try reader.bool()
    lastClass = try reader.optionalString()
    test = try DatasetRecipe.TestSplit(from: &reader)
    seed = try reader.uint64()
  }
}
