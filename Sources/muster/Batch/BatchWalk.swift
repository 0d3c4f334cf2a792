import Batches
import Execution
import JobSpec
import Launching
import Record

/// Walks a batch from its first job to its last: the one place that listens to its lanes and speaks to its observers.
struct BatchWalk {
  let listing: BatchListing
  let record: Record
  let workers: WorkersOption
  let telling: TellingOptions
  /// Seconds of the monotonic clock.
  let began: Double
  let observers: [any BatchObserver]
  let progress: BatchProgress?

  private let clock = MonotonicClock()
  private let mailbox: Mailbox<(job: Int, news: Lane.News)>
  private var board: BatchBoard
  private var tokens: TokensLeft
  /// By job when the attempt that runs started.
  private var starts: [Int: Double] = [:]
  /// nil where it may train for as long as it takes.
  private let time: TrainingTime?
  private var stop: BatchStop?

  init(
    _ listing: BatchListing, in record: Record, workers: WorkersOption, telling: TellingOptions,
    began: Double,
    observers: [any BatchObserver]
  ) throws {
    (self.listing, self.record, self.workers, self.telling) = (listing, record, workers, telling)
    (self.began, self.observers) = (began, observers)
    progress = telling.showsProgress ? BatchProgress(jobs: listing.jobs.count) : nil
    mailbox = try Mailbox()
    let batch = listing.batch
    board = BatchBoard(listing.boardJobs, lanes: batch.maxParallel, failFast: batch.failFast)
    time = batch.budget?.time.map { TrainingTime(budget: $0.seconds) }
    tokens = TokensLeft(batch.budget?.tokens.map { ($0.network, $0.amount.text) } ?? [])
  }

  /// - Throws: what kept the record from being written, or what an observer threw.
  mutating func walk(number: Int) throws -> BatchReport {
    let batch = listing.batch
    let ids = batch.jobs.map(\.id)
    try tell([.started(BatchStart(number: number, name: batch.name, path: listing.path, jobs: ids))])
    let reasons = try settleKnown()
    while !board.isDone {
      try heedStop()
      try startLanes(reasons)
      if board.isDone { break }
      for (job, news) in mailbox.take(seconds: patience, heedsSignal: stop == nil) { try hear(news, of: job) }
    }
    let report = BatchReport(
      name: batch.name, jobs: board.reports, seconds: clock.seconds() - began,
      status: board.reports.status(after: stop))
    try tell([.ended(report)])
    return report
  }

  /// Ends the jobs of which nothing need be trained, and those that are no jobs, before anything starts.
  ///
  /// - Returns: for each other job why it is trained; nil where only a plan tells.
  private mutating func settleKnown() throws -> [Verdict?] {
    let runs = RecordedRuns(record)
    let verdicts = try listing.jobs.map { try runs.verdict(on: $0) }
    let ends = zip(listing.jobs, verdicts).map { listed, verdict -> Lane.End? in
      if case .failure(let failure) = listed.file { return Lane.End(id: listed.job.id, failure) }
      return verdict.flatMap { Lane.End(id: listed.job.id, $0, record: record.path) }
    }
    for (job, end) in ends.goodFirst where board.report(of: job) == nil { try take(end, of: job) }
    return verdicts
  }

  private mutating func heedStop() throws {
    guard stop == nil else { return }
    if let signal = StopSignal.received {
      stop = .signal(signal)
      try tell(board.stop(.interrupted, reason: "the batch was stopped before it was done"))
    } else if deadlineLeft <= 0 {
      stop = .deadline
      try tell(board.stop(.late, reason: "\(deadline.name) passed before it was done"))
    }
  }

  private var deadlineLeft: Double { began + listing.batch.deadline.seconds - clock.seconds() }
  /// What is left of the batch's deadline.
  private var deadline: RunLimit {
    RunLimit(
      .seconds(deadlineLeft), name: "the batch's deadline of \(listing.batch.deadline.words)",
      knob: "`deadline` in the batch")
  }
  private var command: String { Invocation.command("batch \(listing.path)", record: record.path) }

  /// How long nothing but a lane can change anything.
  private var patience: Double {
    guard stop == nil else { return 3600 }
    let now = clock.seconds()
    return min(deadlineLeft, board.restEnds(after: now).map { $0 - now } ?? 3600)
  }

  private mutating func startLanes(_ reasons: [Verdict?]) throws {
    while let (job, attempt) = board.start(now: clock.seconds()) {
      let listed = listing.jobs[job]
      let now = clock.seconds()
      if let time, time.isUsedUp(at: now) {
        let report = JobReport(
          id: listed.job.id, outcome: .overBudget,
          reason: "the batch has trained for as long as its budget allows")
        try take(Lane.End(report: report), of: job)
        continue
      }
      starts[job] = now
      time?.begin(at: now)
      let mailbox = mailbox
      let lane = Lane(
        listed: listed, verdict: reasons[job], attempt: attempt, record: record, workers: workers,
        telling: telling, batch: command, requireClean: listing.batch.requireClean, deadline: deadline,
        time: time, tokens: tokens
      ) { mailbox.post((job, $0)) }
      try startThread { lane.run() }
    }
  }

  private mutating func hear(_ news: Lane.News, of job: Int) throws {
    let id = listing.jobs[job].job.id
    switch news {
    case .begins(let attempt): try tell([.jobStarted(id: id, attempt: attempt)])
    case .round(let round, let rounds): progress?.show(id, round: round, of: rounds)
    case .ends(let end): try take(end, of: job)
    }
  }

  private mutating func take(_ end: Lane.End, of job: Int) throws {
    var end = end
    let now = clock.seconds()
    if let start = starts.removeValue(forKey: job) { time?.end(at: end.report.attempts > 0 ? now : start) }
    if let (network, amount) = end.emitted { tokens.take(amount, on: network) }
    // Told before the end of a job that it ended, which is not tried again.
    if [.late, .interrupted].contains(end.report.outcome) { try heedStop() }
    if end.report.outcome == .interrupted, StopSignal.received == nil {
      end.runOutOfTime(goingOnWith: command)
    }
    let events = board.end(job, end.report, cause: end.cause, now: now)
    if let failure = end.failure, board.report(of: job) != nil {
      progress?.clear()
      failure.report(ofJob: end.report.id)
    }
    try tell(events)
  }

  private func tell(_ events: [BatchEvent]) throws {
    for event in events {
      for observer in observers { try observer.observe(event) }
      progress?.show(event)
    }
  }
}

extension BatchListing {
  /// As the board sees them.
  var boardJobs: [BatchBoard.Job] {
    let places = Dictionary(jobs.enumerated().map { ($1.job.id, $0) }) { first, _ in first }
    // The jobs of one entry need the same.
    var needs: [String: [Int]] = [:]
    return jobs.map { listed in
      let job = listed.job
      let needed = needs[job.entry] ?? job.needs.compactMap { places[$0] }
      needs[job.entry] = needed
      return BatchBoard.Job(id: job.id, needs: needed, queue: listed.queue, retry: job.retry)
    }
  }
}

extension [Lane.End?] {
  /// Those that there are, by their places, the good ones first: a result that is there needs nothing else to be good.
  var goodFirst: [(job: Int, end: Lane.End)] {
    let ends = enumerated().compactMap { job, end in end.map { (job: job, end: $0) } }
    return ends.filter(\.end.report.outcome.isGood) + ends.filter { !$0.end.report.outcome.isGood }
  }
}
