package import Determinism

/// A data set ready to train on: scaled, split and partitioned. Every array is row-major and in a fixed
/// order.
package struct PreparedData: Sendable {
  package struct SourceFile: Sendable, Equatable {
    package var path: String
    /// Of the file's bytes as they lie on disk.
    package var digest: Digest

    package init(path: String, digest: Digest) {
      self.path = path
      self.digest = digest
    }
  }

  package struct Client: Sendable, Equatable {
    /// "client-0" and so on, or the value of the partition column.
    package var name: String
    /// Its rows in `x` and `y`; one client's end is the next one's start.
    package var rows: Range<Int>

    package init(name: String, rows: Range<Int>) {
      self.name = name
      self.rows = rows
    }
  }

  package var sources: [SourceFile]
  package var featureNames: [String]
  /// In class order; empty for regression.
  package var classNames: [String]
  /// [rows × features], client after client.
  package var x: [Float]
  /// [rows]: the class index or the number to predict.
  package var y: [Float]
  package var clients: [Client]
  package var testX: [Float]
  package var testY: [Float]

  package init(
    sources: [SourceFile], featureNames: [String], classNames: [String], x: [Float], y: [Float],
    clients: [Client], testX: [Float], testY: [Float]
  ) {
    self.sources = sources
    self.featureNames = featureNames
    self.classNames = classNames
    self.x = x
    self.y = y
    self.clients = clients
    self.testX = testX
    self.testY = testY
  }

  package var features: Int { featureNames.count }
  package var testRows: Int { testY.count }
}
