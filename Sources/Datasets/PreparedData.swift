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
  package var x: Floats
  /// [rows]: the class index or the number to predict.
  package var y: Floats
  package var clients: [Client]
  package var testX: Floats
  package var testY: Floats

  package init(
    sources: [SourceFile], featureNames: [String], classNames: [String], x: Floats, y: Floats,
    clients: [Client], testX: Floats, testY: Floats
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

  package func withTrainingRows<Result, Failure>(
    _ body: (_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try x.with(y, body)
  }

  package func withTestRows<Result, Failure>(
    _ body: (_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try testX.with(testY, body)
  }

  /// Lets go of the memory that some training rows take, where they can be read from a file again.
  package func releaseTrainingRows(_ rows: Range<Int>) {
    x.release(rows.lowerBound * features..<rows.upperBound * features)
  }

  /// What was computed from rows that lie in their file holds only if nobody wrote to it meanwhile.
  /// - Throws: `unreadable` when the file of some rows was written to since it was opened.
  package func requireUnchanged() throws(DatasetError) {
    for floats in [x, y, testX, testY] { try floats.place?.file.requireUnchanged() }
  }
}

extension Floats {
  fileprivate func with<Result, Failure>(
    _ other: Floats,
    _ body: (UnsafeBufferPointer<Float>, UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { (own) throws(Failure) in
      try other.withUnsafeBufferPointer { (other) throws(Failure) in try body(own, other) }
    }
  }
}
