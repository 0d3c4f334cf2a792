import Determinism

/// One client's training rows, ascending.
struct Part: Equatable {
  var name: String
  var rows: [Int]
}

extension Table {
  /// Shares the training rows out to clients. A client's rows keep the source's order.
  /// - Parameter read: gives the file that says where clients' rows begin, if the recipe names one.
  func partition(
    _ train: [Int], _ recipe: DatasetRecipe, path: String, read: ReadData
  ) throws(DatasetError) -> [Part] {
    switch recipe.partitioning {
    case .iid(let clients):
      try require(rows: train.count, clients, 1, path)
      return numbered(iid(train, clients, recipe.seed))
    case .shards(let clients, let perClient):
      try require(rows: train.count, clients, perClient, path)
      return numbered(shards(train, clients, perClient, recipe.seed))
    case .dirichlet(let clients, let alpha, let minRows):
      try require(rows: train.count, clients, minRows, path)
      let strata = labels.strata(of: train)
      let draw = DirichletDraw(clients: clients, alpha: alpha, minRows: minRows, seed: recipe.seed)
      if let rows = draw.partition(strata) { return numbered(rows) }
      let kind = DatasetError.Kind.dirichletFailed(
        clients: clients, alpha: alpha, minRows: minRows, draws: draw.draws(classes: strata.count))
      throw DatasetError(path: path, kind: kind)
    case .column:
      guard let groups else { throw DatasetError(path: path, kind: .columnNeedsCSV) }
      // A value whose rows all test has nothing to train on, and so no client.
      return zip(groups.names, groups.rows(among: train)).map(Part.init).filter { !$0.rows.isEmpty }
    case .ranges(let path):
      return numbered(try ranges(NumberArray(npy: try read(path), path: path), rows: train.count))
    }
  }

  /// One shuffle, cut into equal parts.
  private func iid(_ train: [Int], _ clients: Int, _ seed: UInt64) -> [[Int]] {
    var order = train
    var stream = RandomStream(seed: seed, purpose: .partition)
    stream.shuffle(&order)
    return cut(order, into: clients)
  }

  /// Shards that are fixed: client k's rows are those from the k-th number up to the next, as they lie.
  /// - Parameter offsets: [clients + 1], ascending from 0 to the number of rows.
  private func ranges(_ offsets: NumberArray, rows: Int) throws(DatasetError) -> [[Int]] {
    func error(_ kind: DatasetError.Kind) -> DatasetError { DatasetError(path: offsets.path, kind: kind) }
    guard offsets.shape.count == 1, offsets.rows >= 2 else { throw error(.rangesShape(offsets.shape)) }
    let starts = try offsets.integers()
    let last = starts.count - 1
    guard starts[0] == 0, starts[last] == rows else {
      throw error(.rangesDoNotCover(first: starts[0], last: starts[last], rows: rows))
    }
    for (client, (start, end)) in zip(starts, starts.dropFirst()).enumerated() where start >= end {
      throw error(.emptyRange(client: client, start: start, end: end))
    }
    return zip(starts, starts.dropFirst()).map { Array($0..<$1) }
  }

  /// McMahan et al. 2017 (arXiv:1602.05629): rows sorted by label, cut into equal shards, dealt at random.
  private func shards(_ train: [Int], _ clients: Int, _ perClient: Int, _ seed: UInt64) -> [[Int]] {
    let label = labels.gather(train)
    let byLabel = train.indices.sorted { (label[$0], $0) < (label[$1], $1) }.map { train[$0] }
    let shards = cut(byLabel, into: clients * perClient)
    var order = Array(shards.indices)
    var stream = RandomStream(seed: seed, purpose: .partition)
    stream.shuffle(&order)
    return cut(order, into: clients).map { $0.flatMap { shards[$0] } }
  }
}

private func numbered(_ parts: [[Int]]) -> [Part] {
  parts.enumerated().map { Part(name: "client-\($0)", rows: $1.sorted()) }
}

/// Equal parts in order; the first ones hold one more where it does not come out even.
private func cut<Element>(_ values: [Element], into parts: Int) -> [[Element]] {
  let (size, larger) = values.count.quotientAndRemainder(dividingBy: parts)
  var start = 0
  return (0..<parts).map { part in
    defer { start += size + (part < larger ? 1 : 0) }
    return Array(values[start..<start + size + (part < larger ? 1 : 0)])
  }
}

/// - Throws: unless there is a row for each of so many clients, or so many for each.
private func require(rows: Int, _ clients: Int, _ each: Int, _ path: String) throws(DatasetError) {
  let (product, overflow) = clients.multipliedReportingOverflow(by: each)
  let needed = overflow ? Int.max : product
  guard rows >= needed else { throw DatasetError(path: path, kind: .tooFewRows(rows: rows, needed: needed)) }
}
