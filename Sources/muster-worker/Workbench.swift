import Datasets
import Determinism
import Glibc
import Kernel
import WorkerProtocol

/// What a worker trains and evaluates with: the data and the kernels' memory.
struct Workbench: ~Copyable {
  private let dataRoots: DataRoots
  private var prepared: Prepared?
  /// What answers are to be signed with; nil until a challenge asks for it.
  private(set) var identity: SigningKey?

  init(dataRoots: DataRoots) {
    self.dataRoots = dataRoots
  }

  private struct Prepared: ~Copyable {
    let data: PreparedData
    /// Where the data lies with its owners: which of all test rows are here.
    let resident: ResidentData?
    let seed: UInt64
    /// Since the memory of the rows was last released.
    var featuresRead = 0
    var trainer: LocalTrainer
    var evaluator: Evaluator
  }

  /// - Parameter model: the one last set.
  /// - Returns: nil for a request that is not answered.
  mutating func handle(_ request: Request, model: [Float]) throws -> Reply? {
    switch request {
    case .prepare(let preparation): .prepared(try prepare(preparation))
    case .train(let task, let round, let client):
      .trained(task: task, try train(model, round: round, client: client))
    case .evaluate(let task, let rows): .evaluated(task: task, evaluation: try evaluate(model, rows))
    case .probe(let probe): .probed(try Facts(probe, dataRoots: dataRoots))
    case .survey(let survey): .surveyed(try survey.findings(dataRoots))
    case .setModel, .finish, .relay: nil
    }
  }

  /// The floats that go with a reply: the update of the training that it tells of.
  mutating func withUpdate(of reply: Reply, _ body: (UnsafeBufferPointer<Float>) throws -> Void) throws {
    guard case .trained = reply, let update = prepared?.trainer.update else { return try body(.none) }
    try body(update)
  }

  /// How many features may be read between one release of the rows' memory and the next: 8 MiB, so that releasing
  /// them costs little beside their training, and little stays of a large file.
  private static let manyFeatures = 2 << 20

  private mutating func prepare(_ preparation: Preparation) throws -> Readiness {
    if !preparation.challenge.isEmpty { identity = try KeyFile.ofUser().key() }
    let shape = try decode(preparation.model, ModelShape.init(from:))
    let recipe = try decode(preparation.training, TrainingRecipe.init(from:))
    try shape.validate()
    guard shape.parameterCount == preparation.parameters else {
      throw Failure(
        "the model has \(shape.parameterCount) parameters, but \(preparation.parameters) are announced")
    }
    let resident = try preparation.resident.map { try residentData(preparation.dataset, $0, dataRoots) }
    let data =
      try resident?.data
      ?? Datasets.prepare(
        try decode(preparation.dataset, DatasetRecipe.init(from:)), read: dataRoots.open, cache: .ofUser())
    let (arithmetic, blas) = try arithmetic(preparation.numerics)
    prepared = Prepared(
      data: data, resident: resident, seed: preparation.seed,
      trainer: try LocalTrainer(
        shape: shape, recipe: recipe, arithmetic: arithmetic,
        maximumRows: data.clients.map(\.rows.count).max() ?? 0),
      evaluator: try Evaluator(shape: shape, arithmetic: arithmetic))
    return Readiness(
      dataDigest: dataDigest(ofSources: data.sources.map(\.digest)), clients: data.clients.count,
      fingerprint: numericFingerprint(arithmetic: arithmetic), blasLibrary: blas?.path,
      blasConfiguration: blas?.configuration)
  }

  private mutating func train(_ model: [Float], round: Int, client: Int) throws -> TrainingReply {
    guard let data = prepared?.data, let seed = prepared?.seed, data.clients.indices.contains(client) else {
      throw Failure("there is no client \(client)")
    }
    let rows = data.clients[client].rows
    let start = monotonicSeconds()
    let report = try data.withTrainingRows { x, y in
      try model.withUnsafeBufferPointer { model in
        try prepared?.trainer.train(
          global: model, on: Examples(x: x, y: y, rows: rows), seed: seed, round: round, client: client)
      }
    }
    guard let report else { throw Failure("nothing is prepared") }
    try data.requireUnchanged()
    releaseRows(after: rows.count * data.features)
    return TrainingReply(
      examples: report.examples, steps: report.steps, loss: report.loss, finite: report.isFinite,
      seconds: monotonicSeconds() - start)
  }

  /// Rows that lie in a file need not stay in this process's memory: there may be more of them than it holds.
  private mutating func releaseRows(after features: Int) {
    prepared?.featuresRead += features
    guard let data = prepared?.data, let read = prepared?.featuresRead, read > Self.manyFeatures else {
      return
    }
    data.releaseTrainingRows(0..<data.y.count)
    prepared?.featuresRead = 0
  }

  private mutating func evaluate(_ model: [Float], _ rows: Range<Int>) throws -> [UInt8] {
    guard let data = prepared?.data else { throw Failure("nothing is prepared") }
    var rows = rows
    if let resident = prepared?.resident {
      guard let here = resident.testRows(rows) else {
        throw Failure("test rows \(rows.lowerBound) to \(rows.upperBound - 1) do not lie here")
      }
      rows = here
    }
    let evaluation = try data.withTestRows { x, y in
      try model.withUnsafeBufferPointer { model in
        try prepared?.evaluator.evaluate(model, on: Examples(x: x, y: y, rows: rows))
      }
    }
    try data.requireUnchanged()
    var writer = CanonicalWriter()
    evaluation?.encode(to: &writer)
    return writer.bytes
  }
}

/// The arithmetic of a number, and the library behind it if it is BLAS's.
private func arithmetic(_ numerics: UInt8) throws -> (Arithmetic, BLAS?) {
  switch Numerics(rawValue: numerics) {
  case .portable: return (.portable(), nil)
  case .blas:
    let blas = try BLAS.system()
    return (.blas(blas), blas)
  case nil: throw Failure("there is no arithmetic number \(numerics)")
  }
}

func decode<Value>(
  _ bytes: [UInt8], _ read: (inout CanonicalReader) throws(CanonicalError) -> Value
) throws(CanonicalError) -> Value {
  var reader = CanonicalReader(bytes)
  let value = try read(&reader)
  try reader.finish()
  return value
}
