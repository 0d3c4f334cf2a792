package import Determinism

extension DatasetRecipe {
  package func encode(to writer: inout CanonicalWriter) {
    format.encode(to: &writer)
    writer.write(label) { $0.write($1) }
    writer.write(features) { $0.write($1) }
    writer.write(drop) { $0.write($1) }
    writer.write(scale.rawValue)
    writer.write(labelsAreClasses)
    writer.write(lastClass) { $0.write($1) }
    writer.write(test) { $1.encode(to: &$0) }
    partitioning.encode(to: &writer)
    writer.write(seed)
  }

  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    format = try Format(from: &reader)
    label = try reader.optionalString()
    features = try reader.strings()
    drop = try reader.strings()
    scale = try Scale(from: &reader)
    labelsAreClasses = try reader.bool()
    lastClass = try reader.optionalString()
    test = try reader.optional { (reader) throws(CanonicalError) in try TestSplit(from: &reader) }
    partitioning = try Partitioning(from: &reader)
    seed = try reader.uint64()
  }
}

extension DatasetRecipe.Scale {
  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    guard let scale = Self(rawValue: try reader.byte()) else { throw .invalid("scale", at: start) }
    self = scale
  }
}

extension DatasetRecipe.TestSplit {
  func encode(to writer: inout CanonicalWriter) {
    writer.write(fraction)
    writer.write(stratified)
  }

  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    fraction = try reader.double()
    stratified = try reader.bool()
  }
}

extension DatasetRecipe.Format {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .csv(let path):
      writer.write(0 as UInt8)
      writer.write(path)
    case .idx(let x, let y, let testX, let testY):
      writer.write(1 as UInt8)
      writer.write(files: (x, y, testX, testY))
    case .npy(let x, let y, let testX, let testY):
      writer.write(2 as UInt8)
      writer.write(files: (x, y, testX, testY))
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self = .csv(path: try reader.string())
    case 1:
      let (x, y, testX, testY) = try reader.files()
      self = .idx(images: x, labels: y, testImages: testX, testLabels: testY)
    case 2:
      let (x, y, testX, testY) = try reader.files()
      self = .npy(x: x, y: y, testX: testX, testY: testY)
    default: throw .invalid("data format", at: start)
    }
  }
}

extension DatasetRecipe.Partitioning {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .iid(let clients):
      writer.write(0 as UInt8)
      writer.write(clients)
    case .dirichlet(let clients, let alpha, let minRows):
      writer.write(1 as UInt8)
      writer.write(clients)
      writer.write(alpha)
      writer.write(minRows)
    case .shards(let clients, let perClient):
      writer.write(2 as UInt8)
      writer.write(clients)
      writer.write(perClient)
    case .column(let name):
      writer.write(3 as UInt8)
      writer.write(name)
    case .ranges(let path):
      writer.write(4 as UInt8)
      writer.write(path)
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    let start = reader.position
    switch try reader.byte() {
    case 0: self = .iid(clients: try reader.int())
    case 1:
      self = .dirichlet(clients: try reader.int(), alpha: try reader.double(), minRows: try reader.int())
    case 2: self = .shards(clients: try reader.int(), perClient: try reader.int())
    case 3: self = .column(try reader.string())
    case 4: self = .ranges(path: try reader.string())
    default: throw .invalid("partitioning", at: start)
    }
  }
}

private typealias Files = (x: String, y: String, testX: String?, testY: String?)

extension CanonicalWriter {
  fileprivate mutating func write(files: Files) {
    write(files.x)
    write(files.y)
    write(files.testX) { $0.write($1) }
    write(files.testY) { $0.write($1) }
  }
}

extension CanonicalReader {
  fileprivate mutating func files() throws(CanonicalError) -> Files {
    (try string(), try string(), try optionalString(), try optionalString())
  }

  mutating func optionalString() throws(CanonicalError) -> String? {
    try optional { (reader) throws(CanonicalError) in try reader.string() }
  }

  mutating func strings() throws(CanonicalError) -> [String] {
    try array { (reader) throws(CanonicalError) in try reader.string() }
  }
}
