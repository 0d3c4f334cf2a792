import Datasets
import Determinism
import Glibc
import Kernel
import WorkerProtocol

/// What a worker trains and evaluates with: the data, the kernels' memory and the model last set.
struct Workbench: ~Copyable {
  private let blas: BLAS
  private var prepared: Prepared?
  private var model: [Float] = []

  init(blas: BLAS) {
    self.blas = blas
  }

  private struct Prepared: ~Copyable {
    let data: PreparedData
    let seed: UInt64
    var trainer: LocalTrainer
    var evaluator: Evaluator
  }

  /// - Returns: nil for a request that is not answered.
  mutating func handle(_ request: Request) throws -> Reply? {
    switch request {
    case .prepare(let preparation): return try prepare(preparation)
    case .setModel(let model): self.model = model
    case .train(let task, let round, let client):
      return .trained(task: task, try train(round: round, client: client))
    case .evaluate(let task, let rows):
      return .evaluated(task: task, evaluation: try evaluate(rows))
    case .finish: break
    }
    return nil
  }

  private mutating func prepare(_ preparation: Preparation) throws -> Reply {
    let shape = try decode(preparation.model, ModelShape.init(from:))
    let recipe = try decode(preparation.training, TrainingRecipe.init(from:))
    let data = try Datasets.prepare(
      try decode(preparation.dataset, DatasetRecipe.init(from:)), read: readFile)
    let trainer = try LocalTrainer(
      shape: shape, recipe: recipe, blas: blas, maximumRows: data.clients.map(\.rows.count).max() ?? 0)
    guard shape.parameterCount == preparation.parameters else {
      throw Failure(
        "the model has \(shape.parameterCount) parameters, but \(preparation.parameters) are announced")
    }
    prepared = Prepared(
      data: data, seed: preparation.seed, trainer: trainer, evaluator: try Evaluator(shape: shape, blas: blas)
    )
    return .prepared(
      dataDigest: dataDigest(ofSources: data.sources.map(\.digest)), clients: data.clients.count)
  }

  private mutating func train(round: Int, client: Int) throws -> TrainingReply {
    guard let data = prepared?.data, data.clients.indices.contains(client) else {
      throw Failure("there is no client \(client)")
    }
    let examples = Examples(x: data.x, y: data.y, rows: data.clients[client].rows)
    let start = seconds()
    guard let seed = prepared?.seed,
      let report = try prepared?.trainer.train(
        global: model, on: examples, seed: seed, round: round, client: client)
    else { throw Failure("nothing is prepared") }
    return TrainingReply(
      examples: report.examples, steps: report.steps, loss: report.loss, finite: report.isFinite,
      seconds: seconds() - start, update: report.update)
  }

  private mutating func evaluate(_ rows: Range<Int>) throws -> [UInt8] {
    guard let data = prepared?.data,
      let evaluation = try prepared?.evaluator.evaluate(
        model, on: Examples(x: data.testX, y: data.testY, rows: rows))
    else { throw Failure("nothing is prepared") }
    var writer = CanonicalWriter()
    evaluation.encode(to: &writer)
    return writer.bytes
  }
}

private func decode<Value>(
  _ bytes: [UInt8], _ read: (inout CanonicalReader) throws(CanonicalError) -> Value
) throws(CanonicalError) -> Value {
  var reader = CanonicalReader(bytes)
  let value = try read(&reader)
  try reader.finish()
  return value
}

/// Monotonic.
private func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
