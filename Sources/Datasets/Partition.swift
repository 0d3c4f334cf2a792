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
      try require(rows: train.count, path, ("clients", clients))
      return numbered(iid(train, clients, recipe.seed))
    case .shards(let clients, let perClient):
      try require(rows: train.count, path, ("clients", clients), ("per_client", perClient))
      return numbered(shards(train, clients, perClient, recipe.seed))
    case .dirichlet(let clients, let alpha, let minRows):
      try require(rows: train.count, path, ("clients", clients), ("min_rows", minRows))
      guard alpha >= 1e-6, alpha <= 1e6 else { throw DatasetError(path: path, kind: .badAlpha(alpha)) }
      guard case .classes(let classes) = labels else {
        throw DatasetError(path: path, kind: .dirichletNeedsClasses)
      }
      let draw = DirichletDraw(clients: clients, alpha: alpha, minRows: minRows, seed: recipe.seed)
      if let rows = draw.partition(classes.rows(among: train)) { return numbered(rows) }
      let kind = DatasetError.Kind.dirichletFailed(
        clients: clients, alpha: alpha, minRows: minRows, draws: draw.draws(classes: classes.names.count))
      throw DatasetError(path: path, kind: kind)
    case .column(let name):
      guard let groups else { throw DatasetError(path: path, kind: .columnNeedsCSV(name)) }
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

/// - Throws: unless each factor is at least 1 and there is a row for each unit of their product.
private func require(rows: Int, _ path: String, _ factors: (name: String, value: Int)...) throws(DatasetError)
{
  var needed = 1
  for (name, value) in factors {
    guard value >= 1 else { throw DatasetError(path: path, kind: .badCount(name: name, value: value)) }
    let (product, overflow) = needed.multipliedReportingOverflow(by: value)
    needed = overflow ? Int.max : product
  }
  guard rows >= needed else { throw DatasetError(path: path, kind: .tooFewRows(rows: rows, needed: needed)) }
}
