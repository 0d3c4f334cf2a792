import Datasets
package import Determinism
import Federation
import Kernel
package import Launching
package import Planning
import WorkerProtocol

/// The workers of a run. A crew carries out a list of tasks whatever happens to its members: a lost worker's tasks go
/// to another, and a new worker takes its place. Which worker does what never reaches a result.
package struct Crew {
  var launcher: any WorkerLauncher
  let size: Int
  let preparation: Request
  let expectedData: Digest
  let clock: any RunClock

  var members: [CrewMember] = []
  private var nextWorker = 0
  /// What the kernels of the run's workers give for fixed inputs; nil before the first is ready.
  package var fingerprint: Digest?
  var notify: (RunEvent) throws -> Void = { _ in }
  var shouldStop: () -> Bool = { false }
  /// Why workers were lost since the last task was finished.
  private var recentLosses: [String] = []
  /// Of the tasks being carried out.
  private var tasks = TaskBoard()
  /// The seconds that a row visit took when last a client was trained.
  private var pace: Double?
  /// How many bytes of updates may wait for those before them, with which they are aggregated in task order.
  var waitingRoom = 64 << 20

  /// How many seconds a worker has from its start to its greeting.
  static let greetingDeadline = 30.0

  /// - Parameter workers: how many workers to keep, at least 1; no more than a cohort has clients.
  package init(_ plan: Plan, workers: Int, launcher: any WorkerLauncher, clock: any RunClock) {
    self.launcher = launcher
    size = max(1, min(workers, plan.cohortRule.size))
    preparation = .prepare(Preparation(plan))
    expectedData = dataDigest(ofSources: plan.sources.map(\.digest))
    self.clock = clock
  }

  /// Starts the workers, which prepare their data while the run's own beginnings are seen to. Waits for nothing.
  package mutating func assemble() throws {
    try fill(size)
    launcher.flush()
  }

  /// Carries out every task and hands the findings over as they arrive, in no order that may matter.
  ///
  /// - Parameter hear: is called whenever the workers have something to do, first of all without any finding.
  mutating func carryOut(
    _ work: [Work], round: Int, hear: ([(task: Int, finding: Finding)]) throws -> Void
  ) throws {
    tasks = TaskBoard(work, stretch: stretch(of: work))
    var findings: [(task: Int, finding: Finding)] = []
    while true {
      try fill(min(size, tasks.unfinished))
      try dispatch()
      launcher.flush()
      try hear(findings)
      if tasks.isDone { return }
      findings = []
      let events = launcher.wait(milliseconds: 1000, leaving: outOfTurn)
      if shouldStop() { throw ExecutionError.interrupted }
      for event in events { try handle(event, round: round) { findings.append((task: $0, finding: $1)) } }
      try dropSilent(round: round)
    }
  }

  /// Tells the workers that there is nothing more to do, without waiting for their end.
  mutating func release() {
    for index in members.indices where members[index].phase == .ready {
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
  private var outOfTurn: [Int] {
    let crowding = members.filter { member in
      guard let task = member.outstanding.first, tasks.work[task].isTraining else { return false }
      return 4 * tasks.work[task].model.parameters.count > waitingRoom
    }
    let first = crowding.compactMap(\.outstanding.first).min()
    return crowding.filter { $0.outstanding.first != first }.map(\.worker)
  }

  private mutating func fill(_ wanted: Int) throws {
    while members.count < wanted {
      guard recentLosses.count <= 2 * size + 2 else {
        throw ExecutionError.noWorker(reasons: recentLosses.suffix(3))
      }
      nextWorker += 1
      do {
        try launcher.start(worker: nextWorker)
      } catch {
        // Where some work, they do it all; a place is filled again when one of them is lost.
        if !members.isEmpty { return }
        recentLosses.append("\(error)")
        continue
      }
      members.append(CrewMember(worker: nextWorker, started: clock.seconds()))
      launcher.send(try members[members.count - 1].connection.send(preparation), to: nextWorker)
    }
  }

  private mutating func dispatch() throws {
    let pace = tasks.hasLosses ? nil : pace
    while let index = freest(pace: pace), let task = tasks.take() { try assign(task, to: index) }
  }

  /// The member with the least to do of those that may be given a task.
  private func freest(pace: Double?) -> Int? {
    members.indices.filter { members[$0].hasRoom(pace: pace) }.min { a, b in
      (members[a].backlog, members[a].outstanding.count, a)
        < (members[b].backlog, members[b].outstanding.count, b)
    }
  }

  private mutating func assign(_ task: Int, to index: Int) throws {
    let work = tasks.work[task]
    let worker = members[index].worker
    if members[index].model != work.model.number {
      members[index].model = work.model.number
      try members[index].connection.sent(.setModel, floats: work.model.parameters.count)
      launcher.send(work.model.head, floats: work.model.parameters, to: worker)
    }
    members[index].outstanding.append(task)
    members[index].backlog += work.cost
    launcher.send(try members[index].connection.send(work.request(task: task)), to: worker)
  }

  private mutating func handle(
    _ event: WorkerEvent, round: Int, found: (Int, Finding) -> Void
  ) throws {
    switch event {
    case .received(let worker, let bytes):
      guard let index = members.firstIndex(where: { $0.worker == worker }) else { return }
      do {
        for answer in try members[index].connection.receive(bytes) {
          try handle(answer, from: index, found: found)
        }
      } catch let error as ProtocolError {
        launcher.stop(worker: worker)
        try lose(
          worker, reason: [error.description, error.help].compactMap(\.self).joined(separator: "; "),
          round: round)
      }
    case .closed(let worker, let reason):
      try lose(worker, reason: ([reason] + ungreeted(worker)).joined(separator: "; "), round: round)
    }
  }

  private mutating func handle(
    _ answer: CoordinatorConnection.Answer, from index: Int, found: (Int, Finding) -> Void
  ) throws {
    switch answer.reply {
    case .greeting(let greeting): members[index].phase = .preparing(greeting)
    case .prepared(let readiness): try welcome(readiness, at: index)
    case .trained(let task, let training):
      try tasks.work[Int(task)].check(training)
      finished(Int(task), at: index)
      if training.examples > 0 { pace = training.seconds / Double(training.examples) }
      found(Int(task), .trained(training, update: answer.update, worker: members[index].worker))
    case .evaluated(let task, let bytes):
      let evaluation = try tasks.work[Int(task)].evaluation(bytes)
      finished(Int(task), at: index)
      found(Int(task), .evaluated(evaluation))
    case .failed(let message, let help):
      throw ExecutionError.workerFailed(message: message, help: help ?? "")
    }
  }

  private mutating func welcome(_ readiness: Readiness, at index: Int) throws {
    guard case .preparing(let greeting) = members[index].phase else { return }
    let worker = members[index].worker
    guard readiness.dataDigest == expectedData else { throw ExecutionError.dataChanged(worker: worker) }
    if let fingerprint, fingerprint != readiness.fingerprint {
      throw ExecutionError.fingerprintDiffers(worker: worker, host: greeting.host)
    }
    fingerprint = readiness.fingerprint
    members[index].phase = .ready
    try notify(.workerJoined(WorkerFacts(greeting, readiness, worker: worker, pool: launcher.pool)))
  }

  private mutating func finished(_ task: Int, at index: Int) {
    members[index].outstanding.removeAll { $0 == task }
    members[index].backlog -= tasks.work[task].cost
    tasks.finish()
    recentLosses = []
  }

  private mutating func dropSilent(round: Int) throws {
    let now = clock.seconds()
    for member in members where member.phase == .starting && now - member.started > Self.greetingDeadline {
      launcher.stop(worker: member.worker)
      try lose(member.worker, reason: "no greeting in \(Int(Self.greetingDeadline)) s", round: round)
    }
  }

  /// What a worker that ended without a greeting said in its place, if anything.
  private func ungreeted(_ worker: Int) -> [String] {
    guard let member = members.first(where: { $0.worker == worker }), member.phase == .starting else {
      return []
    }
    do {
      try member.connection.end()
      return []
    } catch .noGreeting(bytes: 0, _) {
      return []
    } catch {
      return [error.description]
    }
  }

  private mutating func lose(_ worker: Int, reason: String, round: Int) throws {
    guard let index = members.firstIndex(where: { $0.worker == worker }) else { return }
    let lost = members.remove(at: index)
    recentLosses.append(reason)
    try notify(.workerLost(WorkerLoss(worker: worker, round: round, reason: reason)))
    try tasks.giveBack(lost.outstanding)
  }
}
