package import Determinism

extension ResidentLayout {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(featureNames) { $0.write($1) }
    writer.write(classNames) { $0.write($1) }
    writer.write(clients) { $1.encode(to: &$0) }
    writer.write(offsets) { $0.write($1) }
    writer.write(factors) { $0.write($1) }
  }

  /// - Throws: also when its parts do not fit each other.
  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    featureNames = try reader.names()
    classNames = try reader.names()
    clients = try reader.array { (reader) throws(CanonicalError) in try Client(from: &reader) }
    offsets = try reader.doubles()
    factors = try reader.doubles()
    guard fits else { throw .invalid("layout of resident data", at: start) }
  }

  private var fits: Bool {
    guard !featureNames.isEmpty, !clients.isEmpty, offsets.count == factors.count else { return false }
    guard offsets.isEmpty || offsets.count == featureNames.count else { return false }
    return clients.allSatisfy { client in
      client.labelCounts.count == classNames.count && client.testLabelCounts.count == classNames.count
    }
  }
}

extension ResidentLayout.Client {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    writer.write(name)
    writer.write(digest)
    writer.write(rows)
    writer.write(testRows)
    writer.write(labelCounts) { $0.write($1) }
    writer.write(testLabelCounts) { $0.write($1) }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    name = try reader.name()
    digest = try reader.digest()
    rows = try reader.rowCount()
    testRows = try reader.rowCount()
    labelCounts = try reader.rowCounts()
    testLabelCounts = try reader.rowCounts()
  }
}

extension CanonicalReader {
  fileprivate mutating func rowCounts() throws(CanonicalError) -> [Int] {
    try array { (reader) throws(CanonicalError) in try reader.rowCount() }
  }
}
