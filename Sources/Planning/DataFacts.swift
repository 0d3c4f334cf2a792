import Datasets

/// What a plan takes from its data, whether that is read here or told of by those who hold it.
protocol DataFacts {
  var featureNames: [String] { get }
  /// In class order; empty for regression.
  var classNames: [String] { get }
  /// At least one.
  var partitions: [(name: String, rows: Int)] { get }
  var testRows: Int { get }
  /// For each client its training rows of each class; empty lists for regression.
  var labelCounts: [[Int]] { get }
  /// The test rows of each class; empty for regression.
  var testLabelCounts: [Int] { get }
}

extension PreparedData: DataFacts {
  var partitions: [(name: String, rows: Int)] { clients.map { ($0.name, $0.rows.count) } }
}

extension ResidentLayout: DataFacts {
  var partitions: [(name: String, rows: Int)] { clients.map { ($0.name, $0.rows) } }
  var labelCounts: [[Int]] { clients.map(\.labelCounts) }
}
