/// What a source holds before it is split: one row an example, in the source's order.
struct Table {
  var featureNames: [String]
  var values: Values
  var labels: Labels
  /// Of the column that rows are partitioned by.
  var groups: Classes?
  /// The rows from here on are the source's own test rows.
  var testStart: Int?

  var rows: Int { labels.count }
}

/// What a data set may hold at most: 4 GiB as 32-bit floats.
let valueLimit = 1 << 30

/// Feature values row-major, as narrow as the source has them.
enum Values {
  case bytes([UInt8])
  case floats([Float])

  static func + (a: Values, b: Values) -> Values {
    if case .bytes(let a) = a, case .bytes(let b) = b { return .bytes(a + b) }
    return .floats(a.floats + b.floats)
  }

  private var floats: [Float] {
    switch self {
    case .bytes(let bytes): bytes.map { Float($0) }
    case .floats(let floats): floats
    }
  }

  /// The chosen rows one after another, as floats.
  func gather(_ rows: [Int], width: Int) -> [Float] {
    switch self {
    case .bytes(let bytes): gathered(bytes, rows, width) { Float($0) }
    case .floats(let floats): gathered(floats, rows, width) { $0 }
    }
  }

  @inline(__always)
  private func gathered<Element>(
    _ values: [Element], _ rows: [Int], _ width: Int, _ float: (Element) -> Float
  ) -> [Float] {
    var gathered: [Float] = []
    gathered.reserveCapacity(rows.count * width)
    values.withUnsafeBufferPointer { values in
      for row in rows {
        for value in values[row * width..<(row + 1) * width] { gathered.append(float(value)) }
      }
    }
    return gathered
  }
}

/// What each row is to be told apart as or predicted to be.
enum Labels {
  case classes(Classes)
  case numbers([Float])

  var count: Int {
    switch self {
    case .classes(let classes): classes.indices.count
    case .numbers(let numbers): numbers.count
    }
  }

  var classNames: [String] {
    switch self {
    case .classes(let classes): classes.names
    case .numbers: []
    }
  }

  /// The rows of each class, ascending, out of `rows`; numbers are of one class.
  func strata(of rows: [Int]) -> [[Int]] {
    switch self {
    case .classes(let classes): classes.rows(among: rows)
    case .numbers: [rows]
    }
  }

  func gather(_ rows: [Int]) -> [Float] {
    switch self {
    case .classes(let classes): rows.map { Float(classes.indices[$0]) }
    case .numbers(let numbers): rows.map { numbers[$0] }
    }
  }
}

/// One of a few names for each row.
struct Classes {
  /// Sorted as numbers when all are integers, else by Unicode scalars.
  let names: [String]
  /// [rows], into `names`.
  let indices: [Int]

  /// - Parameters:
  ///   - found: the distinct names, in any order.
  ///   - indices: into `found`.
  init(found: [String], indices: [Int]) {
    let integers = found.compactMap { Int($0) }
    let byNumber = integers.count == found.count
    let order = found.indices.sorted { a, b in
      if byNumber, integers[a] != integers[b] { return integers[a] < integers[b] }
      return found[a].utf8.lexicographicallyPrecedes(found[b].utf8)
    }
    var position = Array(repeating: 0, count: found.count)
    for (new, old) in order.enumerated() { position[old] = new }
    names = order.map { found[$0] }
    self.indices = indices.map { position[$0] }
  }

  init(integers: [Int]) {
    var known: [Int: Int] = [:]
    var found: [String] = []
    let indices = integers.map { value in
      if let index = known[value] { return index }
      known[value] = found.count
      found.append(String(value))
      return found.count - 1
    }
    self.init(found: found, indices: indices)
  }

  /// The rows of each name, ascending, out of `rows`.
  func rows(among rows: [Int]) -> [[Int]] {
    var byName: [[Int]] = Array(repeating: [], count: names.count)
    for row in rows { byName[indices[row]].append(row) }
    return byName
  }
}
