package struct DataSection: Sendable, Equatable {
  package var source = DataSource()
  /// nil only when the source has test files of its own.
  package var test: TestSplit?
  package var partitions = Partitioning.iid(clients: 1)
  /// Client i belongs to `owners[i % owners.count]`. Empty when the job has no participants, and for resident
  /// partitions, which have an owner each.
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
    /// A csv file for each client, on its owner's host: ``Partitioning/resident(_:)`` says where.
    case resident
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
  /// The column to predict; csv only, resident or not.
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
  /// A client each, in this order; of a resident source only. At least one.
  case resident([ResidentPartition])
}

/// One client's rows, where they lie.
package struct ResidentPartition: Sendable, Equatable {
  /// The participant whose rows they are.
  package var owner = ""
  /// The pool whose workers can open the file.
  package var pool = ""
  /// As those workers find it: absolute, or relative to where they look for data.
  package var path = ""

  package init() {}
}
