import Datasets
package import Determinism
import Federation
package import Launching
package import Planning
import WorkerProtocol

/// The workers of a run, in one pool or several. A crew carries out a list of tasks whatever happens to its members: a lost
/// worker's tasks go to another, and a new worker takes its place; a pool that fails rests before it is tried again, and one
/// whose workers say what cannot be true is not used any more. Which worker does what never reaches a result.
package struct Crew {
  var launcher: any WorkerLauncher
  let clock: any RunClock
  let patience: Patience
  /// How many workers there may be: no more than a cohort has clients.
  let size: Int

  var pools: [PoolStanding]
  /// In the order of their numbers.
  var members: [CrewMember] = []
  var lastWorker = 0
  /// What the kernels of the run's workers give for fixed inputs; nil before the first is ready.
  package var fingerprint: Digest?
  /// The remote pool that said so, while no worker on this machine has.
  var fingerprintClaim: Int?
  var notify: (RunEvent) throws -> Void = { _ in }
  var shouldStop: () -> Bool = { false }
  /// Why workers were lost since the last task was finished.
  var recentLosses: [String] = []
  /// Why the last pool was refused.
  var lastRefusal: ExecutionError?
  /// Of the tasks being carried out.
  var tasks = TaskBoard()
  var watch: Watch
  /// The seconds that a row visit took when last a client was trained.
  var pace: Double?
  /// How many bytes of updates may wait for those before them, with which they are aggregated in task order.
  var waitingRoom = 64 << 20

  /// - Parameters:
  ///   - pools: where its workers are; the launcher knows them by their places in this list.
  ///   - launcher: starts workers in these pools.
  package init(
    _ plan: Plan, pools: [CrewPool], launcher: any WorkerLauncher, clock: any RunClock,
    patience: Patience = Patience()
  ) {
    let size = max(1, min(pools.reduce(0) { $0 + $1.workers }, plan.cohortRule.size))
    self.size = size
    self.launcher = launcher
    self.clock = clock
    self.patience = patience
    self.pools = pools.map { pool in
      var pool = pool
      pool.workers = min(pool.workers, size)
      return PoolStanding(pool, of: plan)
    }
    watch = Watch(patience, now: clock.seconds())
    // Whoever may be left out for being late has to be heard.
    if plan.counted != nil || plan.onLate != .reassign { waitingRoom = .max }
  }

  /// What each pool did so far.
  var reports: [PoolReport] { pools.map(\.report) }

  /// Starts the workers, which prepare their data while the run's own beginnings are seen to. Waits for nothing.
  package mutating func assemble() throws {
    try fill(size)
    launcher.flush()
  }

  /// Carries out every task and hands the findings over as they arrive, in no order that may matter.
  ///
  /// - Parameters:
  ///   - late: is told which tasks are unfinished when the round's deadline passes, and returns those that are given up;
  ///     others get the rest.
  ///   - hear: is called whenever the workers have something to do, first of all without any finding; returns tasks that
  ///     are not wanted any more.
  mutating func carryOut(
    _ work: [Work], round: Int, late: ([Int]) throws -> [Int],
    hear: ([(task: Int, finding: Finding)]) throws -> [Int]
  ) throws {
    tasks = TaskBoard(work, stretch: stretch(of: work), after: tasks)
    watch.begin(round: round, now: clock.seconds())
    var findings: [(task: Int, finding: Finding)] = []
    while true {
      try fill(min(size, tasks.unfinished))
      try dispatch()
      launcher.flush()
      for task in try hear(findings) { tasks.settle(task) }
      if tasks.isDone { return try endWaiting() }
      if !findings.isEmpty { try noteProgress() }
      // Nobody is late whose answer is here.
      if findings.isEmpty { try keepTime(late) }
      findings = []
      for event in listen() { try handle(event) { findings.append((task: $0, finding: $1)) } }
      if shouldStop() { throw ExecutionError.interrupted }
    }
  }

  /// The same, for tasks that are all wanted.
  mutating func carryOut(
    _ work: [Work], round: Int, hear: ([(task: Int, finding: Finding)]) throws -> Void
  ) throws {
    try carryOut(work, round: round, late: { _ in [] }) { findings in
      try hear(findings)
      return []
    }
  }

  /// Tells the workers that there is nothing more to do, without waiting for their end.
  mutating func release() {
    for index in members.indices where members[index].isReady {
      if let bytes = try? members[index].connection.send(.finish) {
        launcher.send(bytes, to: members[index].worker)
      }
    }
    for member in members { launcher.stop(worker: member.worker) }
    members = []
  }

  /// Ends the workers, and returns when there is none.
  package mutating func dismiss() {
    release()
    launcher.stopAll()
  }

  private func stretch(of work: [Work]) -> Int {
    let updateSize = 4 * (work.first?.model.parameters.count ?? 0)
    return max(size, waitingRoom / max(1, updateSize))
  }

  /// Workers whose next answer is an update for which there is no room before its turn has come.
  var outOfTurn: [Int] {
    let crowding = members.compactMap { member -> (worker: Int, task: Int)? in
      guard let task = member.outstanding.first.flatMap(tasks.task), tasks.work[task].isTraining,
        4 * tasks.work[task].model.parameters.count > waitingRoom
      else { return nil }
      return (member.worker, task)
    }
    let first = crowding.map(\.task).min()
    return crowding.filter { $0.task != first }.map(\.worker)
  }

  /// The place of a worker among the members.
  func index(of worker: Int) -> Int? {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if members[middle].worker < worker { low = middle + 1 } else { high = middle }
    }
    return low < members.count && members[low].worker == worker ? low : nil
  }
}
