import Datasets
import Determinism
import Glibc
import Kernel
import Testing
import WorkerProtocol

@testable import Launching

/// The worker program itself, as a coordinator meets it.
@Suite(.timeLimit(.minutes(1)))
struct WorkerProgramTests {
  private static let shape = ModelShape(
    inputs: 2, hidden: [3], outputs: 2, activation: .tanh, loss: .crossEntropy)
  private static let training = TrainingRecipe(
    optimizer: .sgd(momentum: 0.5, nesterov: false), learningRate: 0.1, epochs: 2, batchSize: 3, shuffle: true
  )

  private let dataset: DatasetRecipe

  init() throws {
    let path = temporaryFolder() + "/points.csv"
    let rows = (0..<40).map { "\($0 * 7 % 11),\($0 * 5 % 13),\(($0 * 3 % 7) < 3 ? "low" : "high")\n" }
    let text = Array(("x,y,level\n" + rows.joined()).utf8)
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    #expect(write(file, text, text.count) == text.count)
    close(file)
    dataset = DatasetRecipe(
      format: .csv(path: path), label: "level", scale: .standard,
      test: DatasetRecipe.TestSplit(fraction: 0.25, stratified: true), partitioning: .iid(clients: 3), seed: 1
    )
  }

  private func preparation(
    dataset: DatasetRecipe? = nil, model: ModelShape = shape, training: TrainingRecipe = training,
    numerics: UInt8 = Numerics.portable.rawValue
  ) -> Request {
    .prepare(
      Preparation(
        dataset: bytes((dataset ?? self.dataset).encode(to:)), model: bytes(model.encode(to:)),
        training: bytes(training.encode(to:)), seed: 5, numerics: numerics,
        parameters: Self.shape.parameterCount))
  }

  private func bytes(_ encode: (inout CanonicalWriter) -> Void) -> [UInt8] {
    var writer = CanonicalWriter()
    encode(&writer)
    return writer.bytes
  }

  @Test func `it trains and evaluates as the kernel does here`() throws {
    var worker = try Worker()
    try worker.ask(preparation())
    guard case .greeting(let greeting) = try worker.reply() else { throw Unexpected() }
    #expect(greeting.version == musterVersion)

    let data = try Datasets.prepare(dataset, read: mapFile)
    #expect(
      try worker.reply()
        == .prepared(
          Readiness(
            dataDigest: dataDigest(ofSources: data.sources.map(\.digest)), clients: 3,
            fingerprint: numericFingerprint(arithmetic: .portable()), blasLibrary: nil, blasConfiguration: nil
          )))

    // Sent ahead, and another model in between: each task takes the model before it.
    let model = initialParameters(Self.shape, seed: 5)
    try worker.set(model)
    try worker.ask(.train(task: 1, round: 4, client: 2))
    try worker.ask(.evaluate(task: 2, rows: 1..<7))
    try worker.set(initialParameters(Self.shape, seed: 6))
    try worker.ask(.evaluate(task: 3, rows: 0..<10))

    var trainer = try LocalTrainer(
      shape: Self.shape, recipe: Self.training, arithmetic: .portable(), maximumRows: 40)
    let report = try data.withTrainingRows { x, y in
      try model.withUnsafeBufferPointer {
        try trainer.train(
          global: $0, on: Examples(x: x, y: y, rows: data.clients[2].rows), seed: 5, round: 4, client: 2)
      }
    }
    let answer = try worker.answer()
    guard case .trained(1, let trained) = answer.reply else { throw Unexpected() }
    #expect(answer.update == Array(trainer.update))
    #expect(trained.loss == report.loss)
    #expect((trained.examples, trained.steps, trained.finite) == (report.examples, report.steps, true))
    #expect(try worker.reply() == .evaluated(task: 2, evaluation: try evaluation(model, data, 1..<7)))
    let other = initialParameters(Self.shape, seed: 6)
    #expect(try worker.reply() == .evaluated(task: 3, evaluation: try evaluation(other, data, 0..<10)))
    try worker.ask(.finish)
    #expect(worker.end() == "exit 0")
  }

  private func evaluation(_ model: [Float], _ data: PreparedData, _ rows: Range<Int>) throws -> [UInt8] {
    var evaluator = try Evaluator(shape: Self.shape, arithmetic: .portable())
    let evaluation = try data.withTestRows { x, y in
      try model.withUnsafeBufferPointer {
        try evaluator.evaluate($0, on: Examples(x: x, y: y, rows: rows))
      }
    }
    return bytes(evaluation.encode(to:))
  }

  @Test func `BLAS is named where it is used`() throws {
    var worker = try Worker()
    try worker.ask(preparation(numerics: Numerics.blas.rawValue))
    guard case .greeting = try worker.reply(), case .prepared(let readiness) = try worker.reply() else {
      throw Unexpected()
    }
    let blas = try BLAS.system()
    #expect(readiness.fingerprint == numericFingerprint(arithmetic: .blas(blas)))
    #expect(readiness.blasLibrary == blas.path)
    #expect(readiness.blasConfiguration == blas.configuration)
  }

  @Test func `an arithmetic that is not there is named`() throws {
    var worker = try Worker()
    _ = try worker.reply()
    try worker.ask(preparation(numerics: 9))
    #expect(try worker.reply() == .failed(message: "there is no arithmetic number 9", help: nil))
    #expect(worker.end() == "exit 1: muster-worker: there is no arithmetic number 9")
  }

  @Test func `what it cannot do it says, and ends`() throws {
    var missing = dataset
    missing.format = .csv(path: "/nonexistent/points.csv")
    var worker = try Worker()
    _ = try worker.reply()
    try worker.ask(preparation(dataset: missing))
    let message = "/nonexistent/points.csv: cannot be read: No such file or directory"
    guard case .failed(message, let help) = try worker.reply() else { throw Unexpected() }
    #expect(help == "check the path and its permissions")
    #expect(worker.end() == "exit 1: muster-worker: \(message)")
  }

  @Test func `a model that cannot be is refused and not counted`() throws {
    let image = ModelShape.ImageSize(channels: 1, height: 4, width: 4)
    let still = ModelShape.Convolution(input: image, filters: 1, size: 2, stride: 0, padding: 0)
    for layers in [[ModelShape.Layer.convolution(still), .dense(outputs: 2)], [.dense(outputs: .max)]] {
      var worker = try Worker()
      _ = try worker.reply()
      try worker.ask(preparation(model: ModelShape(inputs: 16, layers: layers, loss: .crossEntropy)))
      guard case .failed(let message, _) = try worker.reply() else { throw Unexpected() }
      #expect(message.contains("cannot be built"))
      #expect(worker.end() == "exit 1: muster-worker: \(message)")
    }
  }

  @Test func `a client that is not there is named`() throws {
    var worker = try Worker()
    _ = try worker.reply()
    try worker.ask(preparation())
    _ = try worker.reply()
    try worker.set(initialParameters(Self.shape, seed: 5))
    try worker.ask(.train(task: 1, round: 1, client: 3))
    #expect(try worker.reply() == .failed(message: "there is no client 3", help: nil))
    #expect(worker.end() == "exit 1: muster-worker: there is no client 3")
  }

  @Test func `damaged requests are refused`() throws {
    var worker = try Worker()
    _ = try worker.reply()
    var frame = Request.finish.encoded()
    frame[9] ^= 1
    worker.launcher.send(frame, to: 1)
    #expect(
      try worker.reply()
        == .failed(
          message: "a frame of 0 bytes does not match its checksum",
          help: "something else writes into the worker's output, or the connection changes bytes"))
    #expect(worker.end() == "exit 1: muster-worker: a frame of 0 bytes does not match its checksum")
  }

  @Test func `it ends in the midst of training when its coordinator has gone`() throws {
    var endless = Self.training
    endless.epochs = .max / 1000
    var worker = try Worker(grace: 1_000_000)
    _ = try worker.reply()
    try worker.ask(preparation(training: endless))
    _ = try worker.reply()
    try worker.set(initialParameters(Self.shape, seed: 5))
    try worker.ask(.train(task: 1, round: 1, client: 0))
    worker.launcher.stopAll()
  }

  @Test func `it tells its version, and what it is`() throws {
    var launcher = LocalLauncher(executable: try Worker.path, arguments: ["--version"])
    try launcher.start(worker: 1)
    let version = story(of: &launcher)
    #expect(
      String(decoding: version.output, as: UTF8.self) == "muster-worker \(musterVersion), worker protocol 2\n"
    )
    #expect(version.reason == "exit 0")

    launcher = LocalLauncher(executable: try Worker.path, arguments: ["train"])
    try launcher.start(worker: 1)
    #expect(
      story(of: &launcher).reason
        == "exit 64: It is started by muster, and speaks to it over standard input and output.")
  }
}

private struct Unexpected: Error {}

/// One real worker and the coordinator's end of its stream.
private struct Worker {
  var launcher: LocalLauncher
  private var connection = CoordinatorConnection()
  private var answers: [CoordinatorConnection.Answer] = []

  static var path: String { get throws { try workerExecutable(beside: ownExecutable()) } }

  init(grace: Int = 500) throws {
    launcher = LocalLauncher(executable: try Self.path, grace: grace)
    try launcher.start(worker: 1)
  }

  mutating func ask(_ request: Request) throws {
    launcher.send(try connection.send(request), to: 1)
  }

  mutating func set(_ model: [Float]) throws {
    try connection.sent(.setModel, floats: model.count)
    launcher.send(
      model.withUnsafeBufferPointer { Request.setModel.encoded(floats: $0) }, floats: model, to: 1)
  }

  mutating func reply() throws -> Reply { try answer().reply }

  mutating func answer() throws -> CoordinatorConnection.Answer {
    while answers.isEmpty {
      for event in launcher.wait(milliseconds: nil) {
        guard case .received(_, let bytes) = event else { throw Unexpected() }
        answers += try connection.receive(bytes)
      }
    }
    return answers.removeFirst()
  }

  mutating func end() -> String { story(of: &launcher).reason }
}
