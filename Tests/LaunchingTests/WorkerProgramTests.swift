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
  private static let shape = PointsJob.shape
  private static let training = PointsJob.training

  private let job = try! PointsJob()
  private var dataset: DatasetRecipe { job.dataset }

  private func preparation(
    dataset: DatasetRecipe? = nil, model: ModelShape = shape, training: TrainingRecipe = training,
    numerics: UInt8 = Numerics.portable.rawValue
  ) -> Request {
    job.preparation(dataset: dataset, model: model, training: training, numerics: numerics)
  }

  @Test func `it trains and evaluates as the kernel does here`() throws {
    let worker = try Worker()
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
    return canonicalBytes(evaluation.encode(to:))
  }

  @Test func `BLAS is named where it is used`() throws {
    let worker = try Worker()
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
    let worker = try Worker()
    _ = try worker.reply()
    try worker.ask(preparation(numerics: 9))
    #expect(try worker.reply() == .failed(message: "there is no arithmetic number 9", help: nil))
    #expect(worker.end() == "exit 1: muster-worker: there is no arithmetic number 9")
  }

  @Test func `what it cannot do it says, and ends`() throws {
    var missing = dataset
    missing.format = .csv(path: "/nonexistent/points.csv")
    let worker = try Worker()
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
      let worker = try Worker()
      _ = try worker.reply()
      try worker.ask(preparation(model: ModelShape(inputs: 16, layers: layers, loss: .crossEntropy)))
      guard case .failed(let message, _) = try worker.reply() else { throw Unexpected() }
      #expect(message.contains("cannot be built"))
      #expect(worker.end() == "exit 1: muster-worker: \(message)")
    }
  }

  @Test func `a client that is not there is named`() throws {
    let worker = try Worker()
    _ = try worker.reply()
    try worker.ask(preparation())
    _ = try worker.reply()
    try worker.set(initialParameters(Self.shape, seed: 5))
    try worker.ask(.train(task: 1, round: 1, client: 3))
    #expect(try worker.reply() == .failed(message: "there is no client 3", help: nil))
    #expect(worker.end() == "exit 1: muster-worker: there is no client 3")
  }

  @Test func `damaged requests end the worker, and are no failure of its work`() throws {
    let worker = try Worker()
    _ = try worker.reply()
    var frame = Request.finish.encoded()
    frame[9] ^= 1
    worker.launcher.send(frame, to: 1)
    #expect(worker.end() == "exit 1: muster-worker: a frame's header does not match its checksum")
  }

  @Test func `it ends in the midst of training when its coordinator has gone`() throws {
    var endless = Self.training
    endless.epochs = .max / 1000
    let worker = try Worker(grace: 1_000_000)
    _ = try worker.reply()
    try worker.ask(preparation(training: endless))
    _ = try worker.reply()
    try worker.set(initialParameters(Self.shape, seed: 5))
    try worker.ask(.train(task: 1, round: 1, client: 0))
    worker.launcher.stopAll()
  }

  @Test func `it tells its version, and what it is`() throws {
    var launcher = localPool(try Worker.path, arguments: ["--version"])
    try launcher.start(worker: 1)
    let version = story(of: &launcher)
    #expect(
      String(decoding: version.output, as: UTF8.self) == "muster-worker \(musterVersion), worker protocol 3\n"
    )
    #expect(version.reason == "exit 0")

    for arguments in [["train"], ["--data-root"], ["--data-root", ""], ["--data-root", "/srv", "x"]] {
      launcher = localPool(try Worker.path, arguments: arguments)
      try launcher.start(worker: 1)
      #expect(
        story(of: &launcher).reason
          == "exit 64: It is started by muster, and speaks to it over standard input and output.")
    }
  }
}
