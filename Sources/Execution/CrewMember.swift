import WorkerProtocol

/// One worker as the coordinator sees it.
struct CrewMember {
  enum Phase: Equatable {
    case starting
    case preparing(Greeting)
    case ready(Greeting)
  }

  let worker: Int
  /// The place of its pool.
  let pool: Int
  /// When it was started, by the run's clock.
  let started: Double
  /// When it was last heard of, by the run's clock, not counting time in which nobody listened.
  var heard: Double
  var connection = CoordinatorConnection()
  var phase = Phase.starting
  /// The numbers of the tasks sent and not yet answered, oldest first.
  var outstanding: [UInt32] = []
  /// When it got to the first of them, as far as is known.
  var since: Double
  /// The cost of those tasks.
  var backlog = 0
  /// Whether the first of them takes so long that nothing is to be queued behind it.
  var isStuck = false
  /// The number of the model it was sent last; 0 before the first.
  var model = 0

  init(worker: Int, pool: Int, started: Double) {
    self.worker = worker
    self.pool = pool
    self.started = started
    heard = started
    since = started
  }

  var isReady: Bool { if case .ready = phase { true } else { false } }

  var host: String? {
    switch phase {
    case .starting: nil
    case .preparing(let greeting), .ready(let greeting): greeting.host
    }
  }

  /// Another task is queued ahead while it has less than so many seconds' work, so that it need not wait for the
  /// coordinator; behind a longer one none is, so that the last tasks of a round spread over all workers.
  private static let horizon = 0.02

  /// However short they are said to be.
  private static let longestQueue = 64

  /// Whether it may be given another task.
  ///
  /// - Parameter pace: how many seconds a row visit takes; nil when no task may be queued ahead.
  func hasRoom(pace: Double?) -> Bool {
    guard isReady else { return false }
    if outstanding.isEmpty { return true }
    guard let pace, !isStuck, outstanding.count < Self.longestQueue else { return false }
    return Double(backlog) * pace < Self.horizon
  }
}
