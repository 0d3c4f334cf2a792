/// Everything that decides a data set's bytes: where it is, how it is read, split, partitioned and scaled.
/// Planning and every worker prepare the same recipe and so hold the same rows.
package struct DatasetRecipe: Sendable, Equatable {
  package enum Format: Sendable, Equatable {
    case csv(path: String)
    case idx(images: String, labels: String, testImages: String?, testLabels: String?)
    case npy(x: String, y: String, testX: String?, testY: String?)
  }

  package enum Scale: UInt8, Sendable { case none, standard, minmax }

  package enum Partitioning: Sendable, Equatable {
    case iid(clients: Int)
    case dirichlet(clients: Int, alpha: Double, minRows: Int)
    case shards(clients: Int, perClient: Int)
    case column(String)
    /// Client k's rows begin at the k-th number of this file and end at the next.
    case ranges(path: String)
  }

  package struct TestSplit: Sendable, Equatable {
    package var fraction: Double
    package var stratified: Bool

    package init(fraction: Double, stratified: Bool) {
      self.fraction = fraction
      self.stratified = stratified
    }
  }

  /// Paths that `open` can use as they are.
  package var format: Format
  package var label: String?
  package var features: [String]
  package var drop: [String]
  package var scale: Scale
  /// Whether labels are classes (any text or integer) or numbers.
  package var labelsAreClasses: Bool
  /// The class that becomes the last in class order: of two, the one that is 1.
  package var lastClass: String?
  /// nil when the format names test files.
  package var test: TestSplit?
  package var partitioning: Partitioning
  package var seed: UInt64

  package init(
    format: Format, label: String? = nil, features: [String] = [], drop: [String] = [], scale: Scale = .none,
    labelsAreClasses: Bool = true, lastClass: String? = nil, test: TestSplit? = nil,
    partitioning: Partitioning, seed: UInt64
  ) {
    self.format = format
    self.label = label
    self.features = features
    self.drop = drop
    self.scale = scale
    self.labelsAreClasses = labelsAreClasses
    self.lastClass = lastClass
    self.test = test
    self.partitioning = partitioning
    self.seed = seed
  }
}
