package import Determinism

extension ResidentSurvey {
  package func encode(to writer: inout CanonicalWriter) {
    writer.write(digest)
    writer.write(featureNames) { $0.write($1) }
    writer.write(labels) {
      $0.write($1.name)
      $0.write($1.rows)
      $0.write($1.testRows)
    }
    writer.write(rows)
    writer.write(testRows)
    statistics.encode(to: &writer)
  }

  /// - Throws: also for a name or a count that no file gives. Whether the parts fit each other and the recipe is
  ///   for ``ResidentSurveys`` to say.
  package init(from reader: inout CanonicalReader) throws(CanonicalError) {
    digest = try reader.digest()
    featureNames = try reader.names()
    labels = try reader.array { (reader) throws(CanonicalError) in
      Label(name: try reader.name(), rows: try reader.rowCount(), testRows: try reader.rowCount())
    }
    rows = try reader.rowCount()
    testRows = try reader.rowCount()
    statistics = try Statistics(from: &reader)
  }
}

extension ResidentSurvey.Statistics {
  fileprivate func encode(to writer: inout CanonicalWriter) {
    switch self {
    case .none: writer.write(DatasetRecipe.Scale.none.rawValue)
    case .minmax(let range):
      writer.write(DatasetRecipe.Scale.minmax.rawValue)
      writer.write(range.least)
      writer.write(range.most)
    case .standard(let sums, let constants):
      writer.write(DatasetRecipe.Scale.standard.rawValue)
      writer.write(sums) { $0.write($1) }
      writer.write(constants) { $0.write($1) { $0.write($1) } }
    }
  }

  fileprivate init(from reader: inout CanonicalReader) throws(CanonicalError) {
    switch try DatasetRecipe.Scale(from: &reader) {
    case .none: self = .none
    case .minmax: self = .minmax(Extremes(least: try reader.floats(), most: try reader.floats()))
    case .standard:
      let sums = try reader.doubles()
      let constants = try reader.array { (reader) throws(CanonicalError) in
        try reader.optional { (reader) throws(CanonicalError) in try reader.float() }
      }
      self = .standard(sums: sums, constants: constants)
    }
  }
}

extension CanonicalReader {
  mutating func doubles() throws(CanonicalError) -> [Double] {
    try array { (reader) throws(CanonicalError) in try reader.double() }
  }

  /// How many rows a file may give.
  mutating func rowCount() throws(CanonicalError) -> Int {
    let start = position
    let count = try int()
    guard (0...valueLimit).contains(count) else { throw .invalid("number of rows", at: start) }
    return count
  }

  /// Of a column, class or client, which people will read.
  mutating func name() throws(CanonicalError) -> String {
    let start = position
    let name = try string()
    guard !name.isEmpty, !name.unicodeScalars.contains(where: \.isUnseen) else {
      throw .invalid("name", at: start)
    }
    return name
  }

  mutating func names() throws(CanonicalError) -> [String] {
    try array { (reader) throws(CanonicalError) in try reader.name() }
  }
}
