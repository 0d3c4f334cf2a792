package struct DataSection: Sendable, Equatable {
  package var source = DataSource()
  /// nil only when the source has test files of its own.
  package var test: TestSplit?
  package var partitions = Partitioning.iid(clients: 1)
  /// Client i belongs to `owners[i % owners.count]`. Empty when the job has no participants.
  package var owners: [String] = []

  package init() {}
}

package struct DataSource: Sendable, Equatable {
  package enum Scale: String, Sendable, CaseIterable { case none, standard, minmax }

  package enum Format: Sendable, Equatable {
    /// A header line, then a row a line.
    case csv(path: String)
    /// MNIST's format, plain or gzipped.
    case idx(IDX)
    case npy(NPY)
  }

  package struct IDX: Sendable, Equatable {
    package var images = ""
    package var labels = ""
    package var testImages: String?
    package var testLabels: String?

    package init() {}
  }

  package struct NPY: Sendable, Equatable {
    package var x = ""
    package var y = ""
    package var testX: String?
    package var testY: String?

    package init() {}
  }

  package var format = Format.csv(path: "")
  /// The column to predict; csv only.
  package var label: String?
  /// Columns to use, all the others when empty; csv only.
  package var features: [String] = []
  /// Columns to leave out; csv only.
  package var drop: [String] = []
  package var scale = Scale.none

  package init() {}
}

/// The rows kept back for evaluation.
package struct TestSplit: Sendable, Equatable {
  package var fraction = 0.2
  package var stratified = false

  package init() {}
}

package enum Partitioning: Sendable, Equatable {
  case iid(clients: Int)
  case dirichlet(clients: Int, alpha: Double, minRows: Int)
  case shards(clients: Int, perClient: Int)
  /// One client for each value of the column, which is no feature; csv only.
  case column(String)
  /// The path of a file that says where each client's rows begin.
  case ranges(String)
}
