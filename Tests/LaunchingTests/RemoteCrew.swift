import WorkerProtocol

@testable import Launching

/// Workers as a coordinator sees them.
struct RemoteCrew {
  var launcher: PoolLauncher
  private(set) var greetings: [Int: Greeting] = [:]
  private var connections: [Int: CoordinatorConnection] = [:]
  private var ends: [Int: WorkerEnd] = [:]

  init(launcher: PoolLauncher) { self.launcher = launcher }

  mutating func start(_ worker: Int) throws {
    connections[worker] = CoordinatorConnection()
    try launcher.start(worker: worker)
  }

  mutating func greeting(of worker: Int) throws -> Greeting {
    let deadline = Deadline()
    while !deadline.hasPassed {
      if let greeting = greetings[worker] { return greeting }
      if let end = ends[worker] { throw LaunchError(end.reason) }
      try listen()
    }
    throw LaunchError("worker \(worker) neither greets nor ends")
  }

  mutating func end(of worker: Int) -> WorkerEnd {
    let deadline = Deadline()
    while !deadline.hasPassed {
      if let end = ends[worker] { return end }
      do { try listen() } catch { return WorkerEnd(.ended, reason: "\(error)") }
    }
    return WorkerEnd(.ended, reason: "it does not end")
  }

  private mutating func listen() throws {
    for event in launcher.wait(milliseconds: 1000) {
      switch event {
      case .received(let worker, let bytes):
        for answer in try connections[worker]?.receive(bytes) ?? [] {
          if case .greeting(let greeting) = answer.reply { greetings[worker] = greeting }
        }
      case .closed(let worker, let end): ends[worker] = end
      }
    }
  }
}
