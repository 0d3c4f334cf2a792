/// Trains one client after another on the same memory. What a client's training gives depends on nothing that
/// was trained before it.
package struct LocalTrainer: ~Copyable {
  private let recipe: TrainingRecipe
  private let maximumRows: Int
  private let network: Network
  private let descent: Descent
  private let batch: Batch

  /// - Parameter maximumRows: the most rows that any client of the run has, on whichever worker: the layout of
  ///   the memory follows it, and some libraries' last bits follow the layout.
  package init(shape: ModelShape, recipe: TrainingRecipe, blas: BLAS, maximumRows: Int) throws(KernelError) {
    guard recipe.batchSize >= 1, recipe.epochs >= 1 else { throw .recipe(recipe) }
    guard 0...Int(Int32.max) ~= maximumRows else { throw .tooManyRows(maximumRows, limit: Int(Int32.max)) }
    let capacity = min(recipe.batchSize, max(maximumRows, 1))
    network = try Network(shape: shape, capacity: capacity, blas: blas)
    descent = Descent(recipe, parameterCount: shape.parameterCount)
    batch = Batch(capacity: capacity)
    self.recipe = recipe
    self.maximumRows = maximumRows
  }

  /// Trains the global model on a client's rows, as the recipe says. The order of the rows is drawn from the
  /// stream (seed, shuffle, round, client): each epoch shuffles the order of the one before it.
  package mutating func train(
    global: [Float], on examples: Examples, seed: UInt64, round: Int, client: Int
  ) throws(KernelError) -> TrainingReport {
    try examples.check(against: network.shape)
    guard examples.rows.count <= maximumRows else {
      throw .tooManyRows(examples.rows.count, limit: maximumRows)
    }
    try network.load(global)
    descent.restart()
    var order = RowOrder(examples.rows, seed: seed, round: round, client: client)
    var report = TrainingReport(examples: 0, steps: 0, loss: 0, update: [], isFinite: true)
    var lossSum = 0.0
    for _ in 0..<recipe.epochs {
      if recipe.shuffle { order.shuffle() }
      report.examples += examples.rows.count
      report.steps += runEpoch(examples, order: order.places, lossSum: &lossSum)
    }
    report.loss = report.examples == 0 ? 0 : lossSum / Double(report.examples)
    report.update = zip(network.parameters, global).map { $0 - $1 }
    report.isFinite = lossSum.isFinite && network.parameters.allSatisfy(\.isFinite)
    return report
  }

  /// - Returns: the number of steps.
  private func runEpoch(_ examples: Examples, order: [Int], lossSum: inout Double) -> Int {
    var steps = 0
    for start in stride(from: 0, to: order.count, by: network.capacity) {
      let rows = min(network.capacity, order.count - start)
      batch.fill(network, with: examples, at: order[start..<start + rows])
      network.forward(rows: rows)
      batch.addLosses(of: network, rows: rows, scale: 1 / Float(rows), to: &lossSum)
      descent.step(network, rows: rows)
      steps += 1
    }
    return steps
  }
}
