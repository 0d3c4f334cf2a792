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
    learningRate: 0.1, momentum: 0.5, epochs: 2, batchSize: 3, shuffle: true)

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

  private func preparation(dataset: DatasetRecipe? = nil, training: TrainingRecipe = training) -> Request {
    .prepare(
      Preparation(
        dataset: bytes((dataset ?? self.dataset).encode(to:)), model: bytes(Self.shape.encode(to:)),
        training: bytes(training.encode(to:)), seed: 5, parameters: Self.shape.parameterCount))
  }

  private func bytes(_ encode: (inout CanonicalWriter) -> Void) -> [UInt8] {
    var writer = CanonicalWriter()
    encode(&writer)
    return writer.bytes
  }

  @Test func `it trains and evaluates as the kernel does here`() throws {
    var worker = try Worker()
    guard case .greeting(let greeting) = try worker.reply() else { throw Unexpected() }
    let blas = try BLAS.system()
    #expect(greeting.fingerprint == numericFingerprint(blas: blas))
    #expect(greeting.blasLibrary == blas.path)
    #expect(greeting.version == musterVersion)

    let data = try Datasets.prepare(dataset, read: readFile)
    try worker.ask(preparation())
    #expect(
      try worker.reply()
        == .prepared(dataDigest: dataDigest(ofSources: data.sources.map(\.digest)), clients: 3))

    let model = initialParameters(Self.shape, seed: 5)
    try worker.ask(.setModel(model))
    try worker.ask(.train(task: 1, round: 4, client: 2))
    try worker.ask(.evaluate(task: 2, rows: 1..<7))
    var trainer = try LocalTrainer(shape: Self.shape, recipe: Self.training, blas: blas, maximumRows: 40)
    let report = try trainer.train(
      global: model, on: Examples(x: data.x, y: data.y, rows: data.clients[2].rows), seed: 5, round: 4,
      client: 2)
    guard case .trained(1, let trained) = try worker.reply() else { throw Unexpected() }
    #expect(trained.update == report.update)
    #expect(trained.loss == report.loss)
    #expect((trained.examples, trained.steps, trained.finite) == (report.examples, report.steps, true))

    var evaluator = try Evaluator(shape: Self.shape, blas: blas)
    let evaluation = try evaluator.evaluate(model, on: Examples(x: data.testX, y: data.testY, rows: 1..<7))
    #expect(try worker.reply() == .evaluated(task: 2, evaluation: bytes(evaluation.encode(to:))))
    try worker.ask(.finish)
    #expect(worker.end() == "exit 0")
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

  @Test func `a client that is not there is named`() throws {
    var worker = try Worker()
    _ = try worker.reply()
    try worker.ask(preparation())
    _ = try worker.reply()
    try worker.ask(.setModel(initialParameters(Self.shape, seed: 5)))
    try worker.ask(.train(task: 1, round: 1, client: 3))
    #expect(try worker.reply() == .failed(message: "there is no client 3", help: nil))
    #expect(worker.end() == "exit 1: muster-worker: there is no client 3")
  }

  @Test func `damaged requests are refused`() throws {
    var worker = try Worker()
    _ = try worker.reply()
    var frame = Request.finish.encoded()
    frame[5] ^= 1
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
    try worker.ask(.setModel(initialParameters(Self.shape, seed: 5)))
    try worker.ask(.train(task: 1, round: 1, client: 0))
    worker.launcher.stopAll()
  }

  @Test func `it tells its version, and what it is`() throws {
    var launcher = LocalLauncher(executable: try Worker.path, arguments: ["--version"])
    try launcher.start(worker: 1)
    let version = story(of: &launcher)
    #expect(
      String(decoding: version.output, as: UTF8.self) == "muster-worker \(musterVersion), worker protocol 1\n"
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
  private var replies: [Reply] = []

  static var path: String { get throws { try workerExecutable(beside: ownExecutable()) } }

  init(grace: Int = 500) throws {
    launcher = LocalLauncher(executable: try Self.path, grace: grace)
    try launcher.start(worker: 1)
  }

  mutating func ask(_ request: Request) throws {
    launcher.send(try connection.send(request), to: 1)
  }

  mutating func reply() throws -> Reply {
    while replies.isEmpty {
      for event in launcher.wait(milliseconds: nil) {
        guard case .received(_, let bytes) = event else { throw Unexpected() }
        replies += try connection.receive(bytes)
      }
    }
    return replies.removeFirst()
  }

  mutating func end() -> String { story(of: &launcher).reason }
}
