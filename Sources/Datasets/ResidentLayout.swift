package import Determinism

/// What all surveys together say, the same in every process of a run: which clients there are, with which classes,
/// and how features are scaled. It holds no row.
package struct ResidentLayout: Sendable, Equatable {
  package struct Client: Sendable, Equatable {
    package let name: String
    /// Of its file's bytes.
    package let digest: Digest
    /// To train on.
    package let rows: Int
    package let testRows: Int
    /// Of the training rows, in class order; empty for regression.
    package let labelCounts: [Int]
    package let testLabelCounts: [Int]
  }

  package let featureNames: [String]
  /// In class order; empty for regression.
  package let classNames: [String]
  /// At least one.
  package let clients: [Client]
  /// [features]; empty where nothing is scaled. A value v becomes (v − offset) · factor.
  package let offsets: [Double]
  /// As `offsets`.
  package let factors: [Double]

  /// Of all clients.
  package var testRows: Int { clients.reduce(0) { $0 + $1.testRows } }

  /// The test rows of each class, in class order; empty for regression.
  package var testLabelCounts: [Int] {
    classNames.indices.map { label in clients.reduce(0) { $0 + $1.testLabelCounts[label] } }
  }

  /// A client's test rows among those of all clients, which follow each other in client order.
  /// - Parameter client: its index, below the number of clients.
  package func testRows(of client: Int) -> Range<Int> {
    let start = clients[..<client].reduce(0) { $0 + $1.testRows }
    return start..<start + clients[client].testRows
  }

  /// nil where nothing is scaled.
  package var scaling: Scaling? { offsets.isEmpty ? nil : Scaling(offsets: offsets, factors: factors) }
}

extension ResidentLayout.Client {
  /// - Parameter classNames: of all clients, in class order.
  init(_ name: String, _ survey: ResidentSurvey, _ classNames: [String]) {
    let labels = [[UInt8]: ResidentSurvey.Label](
      survey.labels.map { (Array($0.name.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let inOrder = classNames.map { labels[Array($0.utf8)] }
    self.init(
      name: name, digest: survey.digest, rows: survey.rows, testRows: survey.testRows,
      labelCounts: inOrder.map { $0?.rows ?? 0 }, testLabelCounts: inOrder.map { $0?.testRows ?? 0 })
  }
}
