import CKernel
import Determinism

/// Trains one client after another on the same memory. What a client's training gives depends on nothing that
/// was trained before it.
package struct LocalTrainer: ~Copyable {
  private let recipe: TrainingRecipe
  private let maximumRows: Int
  private let kernels: UnsafePointer<VectorKernels>
  private let batch: Batch
  private var network: Network
  private var optimizer: Optimizer
  private var order = RowOrder()
  private let scratch: Scratch

  /// - Parameter maximumRows: the most rows that any client of the run has, on whichever worker: the layout
  ///   of the memory follows it, and some libraries' last bits follow the layout.
  package init(
    shape: ModelShape, recipe: TrainingRecipe, arithmetic: Arithmetic, maximumRows: Int
  ) throws(KernelError) {
    try recipe.validate()
    guard 0...Int(Int32.max) ~= maximumRows else { throw .tooManyRows(maximumRows, limit: Int(Int32.max)) }
    let capacity = min(recipe.batchSize, max(maximumRows, 1))
    network = try Network(shape: shape, capacity: capacity, arithmetic: arithmetic)
    var scratch = Scratch()
    network.parameters = scratch.floats(network.parameterCount)
    optimizer = Optimizer(recipe, parameterCount: network.parameterCount, arithmetic: arithmetic)
    batch = Batch(capacity: capacity, inputs: shape.inputs, arithmetic: arithmetic)
    kernels = arithmetic.kernels
    self.scratch = scratch
    self.recipe = recipe
    self.maximumRows = maximumRows
  }

  /// The last trained client's model minus the global model it started from, in the parameters' layout. Valid
  /// until the next training.
  package var update: UnsafeBufferPointer<Float> { UnsafeBufferPointer(network.parameters) }

  /// Trains the global model on a client's rows, as the recipe says. The order of the rows is drawn from the
  /// stream (seed, shuffle, round, client): each epoch shuffles the order of the one before it. Dropout draws
  /// from (seed, dropout, round, client).
  package mutating func train(
    global: UnsafeBufferPointer<Float>, on examples: Examples, seed: UInt64, round: Int, client: Int
  ) throws(KernelError) -> TrainingReport {
    try examples.check(against: network)
    guard examples.rows.count <= maximumRows else {
      throw .tooManyRows(examples.rows.count, limit: maximumRows)
    }
    guard global.count == network.parameterCount, let start = global.baseAddress,
      let parameters = network.parameters.baseAddress
    else { throw .parameters(expected: network.parameterCount, found: global.count) }
    parameters.update(from: start, count: global.count)
    optimizer.restart(round: round)
    order.restart(examples.rows, seed: seed, round: round, client: client)
    network.draws = RandomStream(seed: seed, purpose: .dropout, round: round, client: client)
    var report = runEpochs(examples)
    let isFinite = kernels.pointee.subtract(parameters, start, parameters, global.count) != 0
    report.isFinite = report.isFinite && isFinite
    return report
  }

  private mutating func runEpochs(_ examples: Examples) -> TrainingReport {
    var report = TrainingReport(examples: 0, steps: 0, loss: 0, isFinite: true)
    var lossSum = 0.0
    for _ in 0..<recipe.epochs {
      if recipe.shuffle { order.shuffle() }
      report.steps += runEpoch(examples, lossSum: &lossSum)
      report.examples += examples.rows.count
    }
    if report.examples > 0 { report.loss = lossSum / Double(report.examples) }
    report.isFinite = lossSum.isFinite
    return report
  }

  /// - Returns: the number of steps.
  private mutating func runEpoch(_ examples: Examples, lossSum: inout Double) -> Int {
    var steps = 0
    let count = order.places.count
    for start in stride(from: 0, to: count, by: network.capacity) {
      let rows = min(network.capacity, count - start)
      batch.fill(network, with: examples, at: order.places[start..<start + rows])
      network.forward(rows: rows)
      batch.addLosses(of: network, rows: rows, scale: optimizer.gradientScale(rows: rows), to: &lossSum)
      optimizer.step(network, rows: rows)
      steps += 1
    }
    return steps
  }
}
