import Determinism

/// One client's training rows, ascending.
struct Part: Equatable {
  var name: String
  var rows: [Int]
}

extension Table {
  /// Shares the training rows out to clients. A client's rows keep the source's order.
  func partition(_ train: [Int], _ recipe: DatasetRecipe, path: String) throws(DatasetError) -> [Part] {
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
    }
  }

  /// One shuffle, cut into equal parts.
  private func iid(_ train: [Int], _ clients: Int, _ seed: UInt64) -> [[Int]] {
    var order = train
    var stream = RandomStream(seed: seed, purpose: .partition)
    stream.shuffle(&order)
    return cut(order, into: clients)
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
