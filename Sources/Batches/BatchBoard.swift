package import JobSpec

/// Which jobs of a batch may run now, and what an end means for the others: pure, told the time by its caller.
///
/// Jobs of one queue run one after another in the board's order, whoever ends first: what they share, a ledger say, sees
/// them in an order that depends on the batch alone. Every job ends once, and is told of once.
package struct BatchBoard: Sendable {
  /// A job as the board sees it.
  package struct Job: Sendable, Equatable {
    package var id: String
    /// The places of the jobs that must have succeeded before it starts.
    package var needs: [Int]
    /// nil where it may run beside any other.
    package var queue: String?
    package var retry: BatchJob.Retry

    package init(id: String, needs: [Int] = [], queue: String? = nil, retry: BatchJob.Retry = .init()) {
      self.id = id
      self.needs = needs
      self.queue = queue
      self.retry = retry
    }
  }

  fileprivate enum State {
    case open
    case running
    /// Its last attempt failed for a reason that may pass.
    case resting(JobReport)
    case ended(JobReport)
  }

  private let jobs: [Job]
  private let order: [Int]
  /// By job its place in the order.
  private let ranks: [Int]
  private let dependants: [[Int]]
  private let lanes: Int
  private let failFast: Bool
  private var states: [State]
  private var ended = 0
  package private(set) var running = 0
  /// By job how many of its needs are not met yet.
  private var missing: [Int]
  /// The ranks of the open jobs for which only a lane is missing.
  private var ready = Ascending()
  /// By resting job when its rest ends, in seconds of the caller's clock.
  private var rests: [Int: Double] = [:]
  /// By queue its jobs in the board's order, from the first that has not ended.
  private var queues: [String: ArraySlice<Int>]
  private var starts: [Int]
  private var attempts: [Int]
  private var seconds: [Double]
  /// What becomes of jobs that have not begun, once nothing more starts.
  private var stopping: (outcome: JobOutcome, reason: String)?

  /// - Parameters:
  ///   - jobs: in the batch's order.
  ///   - lanes: how many may run at a time.
  ///   - failFast: whether the first failure keeps all others from starting.
  package init(_ jobs: [Job], lanes: Int = 1, failFast: Bool = false) {
    self.jobs = jobs
    self.lanes = max(1, lanes)
    self.failFast = failFast
    let needs = jobs.map(\.needs)
    order = batchOrder(needs: needs)
    dependants = Batches.dependants(needs: needs)
    missing = needs.map { Set($0).count }
    starts = Array(repeating: 0, count: jobs.count)
    var ranks = starts
    for (rank, job) in order.enumerated() { ranks[job] = rank }
    self.ranks = ranks
    states = Array(repeating: .open, count: jobs.count)
    let queued = order.filter { jobs[$0].queue != nil }
    queues = Dictionary(grouping: queued) { jobs[$0].queue ?? "" }.mapValues { $0[...] }
    attempts = starts
    seconds = Array(repeating: 0, count: jobs.count)
    for job in jobs.indices { offer(job) }
  }

  package var isDone: Bool { ended == jobs.count }
  /// Of those that have ended, in the batch's order.
  package var reports: [JobReport] { states.compactMap(\.report) }
  /// nil before its end.
  package func report(of job: Int) -> JobReport? { states[job].report }

  /// When the next rest ends; nil while nobody rests. Whose rest has ended waits for a lane.
  package func restEnds(after now: Double) -> Double? { rests.values.filter { $0 > now }.min() }

  /// The next job to run, which runs from now on; nil when none may for now.
  package mutating func start(now: Double) -> (job: Int, attempt: Int)? {
    guard stopping == nil, running < lanes else { return nil }
    let rested = rests.filter { $0.value <= now }.map { ranks[$0.key] }.min()
    guard let rank = [ready.first, rested].compactMap(\.self).min() else { return nil }
    let job = order[rank]
    leaveWaiting(job)
    states[job] = .running
    running += 1
    starts[job] += 1
    return (job, starts[job])
  }

  /// Makes an open job ready, if it is its turn and all that it needs is there.
  private mutating func offer(_ job: Int) {
    guard case .open = states[job], missing[job] == 0,
      jobs[job].queue.map({ queues[$0]?.first == job }) ?? true
    else { return }
    ready.insert(ranks[job])
  }

  private mutating func leaveWaiting(_ job: Int) {
    ready.remove(ranks[job])
    rests[job] = nil
  }

  private mutating func conclude(_ job: Int, _ report: JobReport) -> BatchEvent {
    leaveWaiting(job)
    states[job] = .ended(report)
    ended += 1
    if let queue = jobs[job].queue {
      let left = queues[queue]?.drop { states[$0].report != nil }
      queues[queue] = left
      if let head = left?.first { offer(head) }
    }
    if report.outcome.isGood {
      for dependant in dependants[job] {
        missing[dependant] -= 1
        offer(dependant)
      }
    }
    return .jobEnded(report)
  }
}

extension BatchBoard {
  /// Takes in what became of an attempt, or of a job of which none is needed. What has ended stays as it is.
  ///
  /// - Parameters:
  ///   - report: `attempts` and `seconds` are those of this attempt.
  ///   - cause: what may pass by itself; nil where another attempt would be the same.
  /// - Returns: what there is to tell, in order.
  package mutating func end(
    _ job: Int, _ report: JobReport, cause: BatchJob.Retry.Cause? = nil, now: Double
  ) -> [BatchEvent] {
    guard states[job].report == nil else { return [] }
    if case .running = states[job] { running -= 1 }
    attempts[job] += report.attempts
    seconds[job] += report.seconds
    var report = report
    (report.attempts, report.seconds) = (attempts[job], seconds[job])
    if let rest = rest(of: job, after: cause) {
      leaveWaiting(job)
      states[job] = .resting(report)
      rests[job] = now + rest
      return [.jobRests(id: report.id, attempt: starts[job], seconds: rest, reason: report.reason)]
    }
    return settle(job, report)
  }

  /// How long a job rests before it is tried again; nil when it is not.
  private func rest(of job: Int, after cause: BatchJob.Retry.Cause?) -> Double? {
    let retry = jobs[job].retry
    guard stopping == nil, let cause, retry.on.contains(cause), starts[job] <= retry.atMost else {
      return nil
    }
    let (whole, attoseconds) = retry.backoff.components
    var rest = Double(whole) + Double(attoseconds) * 1e-18
    for _ in 1..<max(1, starts[job]) where rest < Self.longestRest { rest *= 2 }
    return min(rest, Self.longestRest)
  }

  /// An hour.
  private static let longestRest = 3600.0

  private mutating func settle(_ job: Int, _ report: JobReport) -> [BatchEvent] {
    var events = [conclude(job, report)]
    guard !report.outcome.isGood else { return events }
    events += blockDependants(of: job)
    if failFast, stopping == nil {
      events += stop(
        .blocked, reason: "\(report.id) \(report.outcome.words), and the first failure ends the batch")
    }
    return events
  }

  /// Ends what needs a job that ended badly, and what needs that, in the board's order.
  private mutating func blockDependants(of job: Int) -> [BatchEvent] {
    var events: [BatchEvent] = []
    var next = Ascending(dependants[job].map { ranks[$0] })
    while let rank = next.popFirst() {
      let job = order[rank]
      guard case .open = states[job], let bad = unmetNeed(of: job) else { continue }
      events.append(
        conclude(
          job,
          JobReport(
            id: jobs[job].id, outcome: .blocked, reason: "it needs \(bad.id), which \(bad.outcome.words)")))
      for dependant in dependants[job] { next.insert(ranks[dependant]) }
    }
    return events
  }

  /// The first of a job's needs that ended badly.
  private func unmetNeed(of job: Int) -> JobReport? {
    jobs[job].needs.lazy.compactMap { states[$0].report }.first { !$0.outcome.isGood }
  }

  /// From now on nothing starts: what has not begun ends as this, what rests as its last attempt did. What runs is left
  /// to end by itself.
  ///
  /// - Returns: what there is to tell, in the board's order.
  package mutating func stop(_ outcome: JobOutcome, reason: String) -> [BatchEvent] {
    stopping = (outcome, reason)
    var events: [BatchEvent] = []
    for job in order {
      switch states[job] {
      case .open:
        events.append(conclude(job, JobReport(id: jobs[job].id, outcome: outcome, reason: reason)))
      case .resting(let last): events.append(conclude(job, last))
      case .running, .ended: break
      }
    }
    return events
  }
}

extension BatchBoard.State {
  /// nil before the end.
  fileprivate var report: JobReport? { if case .ended(let report) = self { report } else { nil } }
}
