import WorkerProtocol

/// One worker as the coordinator sees it.
struct CrewMember {
  enum Phase: Equatable {
    case starting
    case preparing(Greeting)
    case ready
  }

  let worker: Int
  /// When it was started, by the run's clock.
  let started: Double
  var connection = CoordinatorConnection()
  var phase = Phase.starting
  /// Indices of the tasks sent and not yet answered, oldest first.
  var outstanding: [Int] = []
  /// The cost of those tasks.
  var backlog = 0
  /// The number of the model it was sent last; 0 before the first.
  var model = 0

  init(worker: Int, started: Double) {
    self.worker = worker
    self.started = started
  }

  /// Another task is queued ahead while it has less than so many seconds' work, so that it need not wait for the
  /// coordinator; behind a longer one none is, so that the last tasks of a round spread over all workers.
  private static let horizon = 0.02

  /// Whether it may be given another task.
  ///
  /// - Parameter pace: how many seconds a row visit takes; nil when no task may be queued ahead.
  func hasRoom(pace: Double?) -> Bool {
    guard phase == .ready else { return false }
    return outstanding.isEmpty || pace.map { Double(backlog) * $0 < Self.horizon } ?? false
  }
}
