/// One of a few names for each row.
struct Classes {
  /// Sorted as numbers when all are integers, else by Unicode scalars; the one that is to be last is last.
  let names: [String]
  /// [rows], into `names`.
  let indices: [Int32]

  /// - Parameters:
  ///   - found: the distinct names, in any order.
  ///   - indices: into `found`.
  ///   - last: the name to come last, if it is found.
  init(found: [String], indices: [Int32], last: String? = nil) {
    let integers = found.compactMap { Int($0) }
    let byNumber = integers.count == found.count
    // By bytes, as labels are told apart: Swift's == takes two spellings of an accent for one.
    func isLast(_ index: Int) -> Bool { last.map { found[index].utf8.elementsEqual($0.utf8) } ?? false }
    let order = found.indices.sorted { a, b in
      let (aIsLast, bIsLast) = (isLast(a), isLast(b))
      if aIsLast != bIsLast { return bIsLast }
      if byNumber, integers[a] != integers[b] { return integers[a] < integers[b] }
      return found[a].utf8.lexicographicallyPrecedes(found[b].utf8)
    }
    var position = Array(repeating: Int32(0), count: found.count)
    for (new, old) in order.enumerated() { position[old] = Int32(new) }
    names = order.map { found[$0] }
    self.indices = indices.map { position[Int($0)] }
  }

  /// - Throws: `notAClass` or `classTooLarge` for a number that is no integer or not less than 2⁵³.
  init(_ arrays: [NumberArray], last: String?) throws(DatasetError) {
    var known = KnownIntegers()
    var indices: [Int32] = []
    indices.reserveCapacity(arrays.reduce(0) { $0 + $1.rows })
    for array in arrays {
      try array.forEach { (row, number) throws(DatasetError) in
        guard let integer = exactInteger(number) else {
          let isLarge = number.isFinite && number.magnitude >= 0x1p53
          throw DatasetError(
            path: array.path,
            kind: isLarge ? .classTooLarge(value: number, row: row) : .notAClass(value: number, row: row))
        }
        indices.append(known.index(of: integer))
      }
    }
    self.init(found: known.names, indices: indices, last: last)
  }

  /// The rows of each name, ascending, out of `rows`.
  func rows(among rows: [Int]) -> [[Int]] {
    var byName: [[Int]] = Array(repeating: [], count: names.count)
    for row in rows { byName[Int(indices[row])].append(row) }
    return byName
  }
}

/// Distinct integers, numbered as they are found.
private struct KnownIntegers {
  private(set) var names: [String] = []
  private var indices: [Int: Int32] = [:]
  /// `indices` of the usual class numbers, from 0 on; -1 for one not found yet.
  private var usual = Array(repeating: Int32(-1), count: 1024)

  mutating func index(of integer: Int) -> Int32 {
    let isUsual = usual.indices.contains(integer)
    if isUsual, usual[integer] >= 0 { return usual[integer] }
    if let index = indices[integer] { return index }
    let index = Int32(names.count)
    names.append(String(integer))
    indices[integer] = index
    if isUsual { usual[integer] = index }
    return index
  }
}
