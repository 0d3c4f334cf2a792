import Determinism

extension KeptLayout {
  func encode(to writer: inout CanonicalWriter) {
    writer.write(featureNames) { $0.write($1) }
    writer.write(classNames) { $0.write($1) }
    writer.write(clients) {
      $0.write($1.name)
      $0.write($1.rows.count)
    }
    for place in [x, y, testX, testY] { place.encode(to: &writer) }
  }

  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    featureNames = try reader.array { (reader) throws(CanonicalError) in try reader.string() }
    classNames = try reader.array { (reader) throws(CanonicalError) in try reader.string() }
    var end = 0
    clients = try reader.array { (reader) throws(CanonicalError) in
      let name = try reader.string()
      let position = reader.position
      let count = try reader.int()
      let (next, overflow) = end.addingReportingOverflow(count)
      guard count >= 0, !overflow else { throw .invalid("rows of a client", at: position) }
      defer { end = next }
      return PreparedData.Client(name: name, rows: end..<next)
    }
    x = try Place(from: &reader)
    y = try Place(from: &reader)
    testX = try Place(from: &reader)
    testY = try Place(from: &reader)
  }
}

extension KeptLayout.Place {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .here(let offset, let count):
      writer.write(0 as UInt8)
      writer.write(offset)
      writer.write(count)
    case .source(let index, let offset, let count):
      writer.write(1 as UInt8)
      writer.write(index)
      writer.write(offset)
      writer.write(count)
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self = .here(offset: try reader.int(), count: try reader.int())
    case 1: self = .source(index: try reader.int(), offset: try reader.int(), count: try reader.int())
    default: throw .invalid("place of an array", at: start)
    }
  }
}
