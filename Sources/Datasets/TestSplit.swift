import Determinism

/// Which rows train and which test, both ascending.
struct RowSplit: Equatable {
  var train: [Int]
  var test: [Int]
}

extension Table {
  /// The source's own test rows, or a random share of all rows: round(fraction · rows), and where it is
  /// stratified each class's part of them by the largest remainder, the first class winning a tie.
  /// - Parameter client: whose rows these are, where each client's are split by themselves.
  func split(_ recipe: DatasetRecipe, path: String, client: Int = 0) throws(DatasetError) -> RowSplit {
    if let testStart {
      return RowSplit(train: Array(0..<testStart), test: Array(testStart..<rows))
    }
    guard let test = recipe.test else { return RowSplit(train: Array(0..<rows), test: []) }
    let count = Int((test.fraction * Double(rows)).rounded())
    guard count > 0, count < rows else {
      throw DatasetError(path: path, kind: .emptySplit(train: rows - count, test: count))
    }
    var stream = RandomStream(seed: recipe.seed, purpose: .testSplit, client: client)
    guard test.stratified, case .classes(let classes) = labels else {
      return drawn([count], &stream) { _ in 0 }
    }
    let sizes = classes.rows(among: Array(0..<rows)).map(\.count)
    return drawn(apportioned(count, sizes), &stream) { Int(classes.indices[$0]) }
  }

  /// Takes `quota[stratum]` test rows of each stratum, in the order of one shuffle of all rows.
  private func drawn(_ quota: [Int], _ stream: inout RandomStream, stratum: (Int) -> Int) -> RowSplit {
    var order = Array(0..<rows)
    stream.shuffle(&order)
    var left = quota
    var isTest = Array(repeating: false, count: rows)
    for row in order where left[stratum(row)] > 0 {
      left[stratum(row)] -= 1
      isTest[row] = true
    }
    return RowSplit(train: (0..<rows).filter { !isTest[$0] }, test: (0..<rows).filter { isTest[$0] })
  }
}

/// Shares `count` among parts in proportion to `sizes`, by the largest remainder; the first wins a tie.
private func apportioned(_ count: Int, _ sizes: [Int]) -> [Int] {
  let total = sizes.reduce(0, +)
  var quota = sizes.map { count * $0 / total }
  let remainders = sizes.map { count * $0 % total }
  let byRemainder = sizes.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
  for part in byRemainder.prefix(count - quota.reduce(0, +)) { quota[part] += 1 }
  return quota
}
