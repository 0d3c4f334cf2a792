import WorkerProtocol

/// One worker as the coordinator sees it.
struct CrewMember {
  enum Phase: Equatable { case starting, preparing, ready }

  let worker: Int
  /// When it was started, by the run's clock.
  let started: Double
  var connection = CoordinatorConnection()
  var phase = Phase.starting
  /// Indices of the tasks sent and not yet answered, oldest first.
  var outstanding: [Int] = []
  /// The number of the model it was sent last; 0 before the first.
  var model = 0
  var lastTaskSeconds = 0.0

  init(worker: Int, started: Double) {
    self.worker = worker
    self.started = started
  }

  /// How many tasks it may hold. Short tasks are queued ahead so that no worker waits for a pipe; a long one is
  /// not, so that the last tasks of a round spread over all workers.
  var window: Int { lastTaskSeconds < 0.003 ? 3 : 1 }

  /// - Parameter limit: how many tasks any worker may hold.
  func hasRoom(limit: Int) -> Bool { phase == .ready && outstanding.count < min(limit, window) }
}
