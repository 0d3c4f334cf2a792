import WorkerProtocol

@testable import Launching

/// An answer that the test did not look for.
struct Unexpected: Error {}

/// One real worker and the coordinator's end of its stream.
final class Worker {
  var launcher: PoolLauncher
  private var connection = CoordinatorConnection()
  private var answers: [CoordinatorConnection.Answer] = []

  static var path: String { get throws { try workerExecutable(beside: ownExecutable()) } }

  init(
    arguments: [String] = [], environment: [(name: String, value: String)] = [], grace: Int = 500
  ) throws {
    launcher = localPool(
      try Self.path, arguments: arguments, environment: environment, grace: grace)
    try launcher.start(worker: 1)
  }

  /// A child that nobody reaps would keep exit tests waiting.
  deinit { launcher.stopAll() }

  func ask(_ request: Request) throws {
    launcher.send(try connection.send(request), to: 1)
  }

  func set(_ model: [Float]) throws {
    try connection.sent(.setModel, floats: model.count)
    launcher.send(
      model.withUnsafeBufferPointer { Request.setModel.encoded(floats: $0) }, floats: model, to: 1)
  }

  func reply() throws -> Reply { try answer().reply }

  /// The next answer that is no sign of life.
  func answer() throws -> CoordinatorConnection.Answer {
    while true {
      let answer = try anyAnswer()
      if answer.reply != .alive { return answer }
    }
  }

  func anyAnswer() throws -> CoordinatorConnection.Answer {
    while answers.isEmpty { try take(launcher.wait(milliseconds: nil)) }
    return answers.removeFirst()
  }

  /// Notes the answers among events that were waited for.
  func take(_ events: [WorkerEvent]) throws {
    for event in events {
      guard case .received(_, let bytes) = event else { throw Unexpected() }
      answers += try connection.receive(bytes)
    }
  }

  func end() -> String { story(of: &launcher).reason }
}
