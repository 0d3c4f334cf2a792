import Glibc
import Kernel
import Testing
import WorkerProtocol

@testable import Launching

/// How a worker program shows that it lives.
@Suite(.timeLimit(.minutes(1)))
struct WorkerLifeTests {
  private let job = try! PointsJob()

  /// A worker in the midst of training that does not end.
  private func endless() throws -> (worker: Worker, pid: Int32) {
    var training = PointsJob.training
    training.epochs = .max / 1000
    let worker = try Worker()
    guard case .greeting(let greeting) = try worker.reply() else { throw Unexpected() }
    try worker.ask(job.preparation(training: training))
    _ = try worker.reply()
    try worker.set(initialParameters(PointsJob.shape, seed: 5))
    try worker.ask(.train(task: 1, round: 1, client: 0))
    return (worker, Int32(greeting.pid))
  }

  @Test func `a worker that trains for long says that it lives`() throws {
    let (worker, _) = try endless()
    for _ in 0..<2 { #expect(try worker.anyAnswer().reply == .alive) }
    worker.launcher.stopAll()
  }

  @Test func `a worker with nothing to do says that it lives`() throws {
    let worker = try Worker()
    _ = try worker.reply()
    try worker.ask(job.preparation())
    _ = try worker.reply()
    #expect(try worker.anyAnswer().reply == .alive)
    try worker.ask(.finish)
    #expect(worker.end() == "exit 0")
  }

  @Test func `a stopped worker is silent until it goes on`() throws {
    let (worker, pid) = try endless()
    kill(pid, SIGSTOP)
    while state(of: pid) != "T" { poll(nil, 0, 1) }
    // What it said before.
    _ = worker.launcher.wait(milliseconds: 0)
    #expect(worker.launcher.wait(milliseconds: 3000).isEmpty)
    kill(pid, SIGCONT)
    #expect(try worker.anyAnswer().reply == .alive)
    worker.launcher.stopAll()
  }

  /// The letter of proc(5).
  private func state(of pid: Int32) -> Character? {
    guard let file = fopen("/proc/\(pid)/stat", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    return text.split(separator: ")").last?.first { $0 != " " }
  }

  @Test func `no sign of life tears an update that nobody reads for a while`() throws {
    // 20 MB, more than any pipe holds.
    let shape = ModelShape(inputs: 2, hidden: [1_000_000], outputs: 2, activation: .tanh, loss: .crossEntropy)
    var training = PointsJob.training
    training.epochs = 1
    let worker = try Worker()
    _ = try worker.reply()
    try worker.ask(
      job.preparation(model: shape, training: training, parameters: shape.parameterCount))
    _ = try worker.reply()
    try worker.set(initialParameters(shape, seed: 5))
    for task in 1...2 { try worker.ask(.train(task: UInt32(task), round: 1, client: 0)) }
    // The first update gets stuck on its way for longer than the worker is ever silent.
    let first = worker.launcher.wait(milliseconds: nil)
    _ = worker.launcher.wait(milliseconds: 3000, leaving: [1])
    try worker.take(first)
    let updates = try (0..<2).map { _ in try worker.answer().update }
    #expect(updates.map(\.count) == [shape.parameterCount, shape.parameterCount])
    #expect(updates[0] == updates[1])
    try worker.ask(.finish)
    #expect(worker.end() == "exit 0")
  }
}
