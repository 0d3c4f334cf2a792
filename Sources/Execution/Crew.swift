import Determinism
import Kernel
import Launching
import Planning
import WorkerProtocol

/// The workers of a run. A crew carries out a list of tasks whatever happens to its members: a lost worker's tasks go
/// to another, and a new worker takes its place. Which worker does what never reaches a result.
struct Crew {
  var launcher: any WorkerLauncher
  let size: Int
  let preparation: Request
  let expectedData: Digest
  let clock: any RunClock
  let shouldStop: () -> Bool
  let notify: (RunEvent) throws -> Void

  var members: [CrewMember] = []
  var nextWorker = 0
  var fingerprint: Digest?
  /// Why workers were lost since the last task was finished.
  var recentLosses: [String] = []
  /// Of the tasks being carried out.
  var tasks = TaskBoard()

  /// How many seconds a worker has from its start to its greeting.
  static let greetingDeadline = 30.0

  /// Carries out every task and hands each finding over as it arrives, in no order that may matter.
  mutating func carryOut(_ work: [Work], round: Int, each: (Int, Finding) throws -> Void) throws {
    tasks = TaskBoard(work, stretch: 4 * size)
    while !tasks.isDone {
      try fill()
      try dispatch()
      let events = launcher.wait(milliseconds: 1000)
      if shouldStop() { throw ExecutionError.interrupted }
      for event in events { try handle(event, round: round, each: each) }
      try dropSilent(round: round)
    }
  }

  mutating func dismiss() {
    for index in members.indices where members[index].phase == .ready {
      if let bytes = try? members[index].connection.send(.finish) {
        launcher.send(bytes, to: members[index].worker)
      }
    }
    launcher.stopAll()
    members = []
  }

  private mutating func fill() throws {
    let wanted = min(size, max(1, tasks.unfinished))
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
    }
  }

  private mutating func dispatch() throws {
    let limit = tasks.hasLosses ? 1 : Int.max
    while let index = members.indices.filter({ members[$0].hasRoom(limit: limit) }).min(by: isLessBusy),
      let task = tasks.take()
    {
      try assign(task, to: index)
    }
  }

  private func isLessBusy(_ a: Int, _ b: Int) -> Bool {
    (members[a].outstanding.count, a) < (members[b].outstanding.count, b)
  }

  private mutating func assign(_ task: Int, to index: Int) throws {
    let work = tasks.work[task]
    let worker = members[index].worker
    if members[index].model != work.model.number {
      members[index].model = work.model.number
      try members[index].connection.sent(work.model.request)
      launcher.send(work.model.frame, to: worker)
    }
    let request: Request =
      switch work.kind {
      case .train(let round, let client, _): .train(task: UInt32(task), round: round, client: client)
      case .evaluate(let rows, _): .evaluate(task: UInt32(task), rows: rows)
      }
    members[index].outstanding.append(task)
    launcher.send(try members[index].connection.send(request), to: worker)
  }

  private mutating func handle(
    _ event: WorkerEvent, round: Int, each: (Int, Finding) throws -> Void
  ) throws {
    switch event {
    case .received(let worker, let bytes):
      guard let index = members.firstIndex(where: { $0.worker == worker }) else { return }
      do {
        for reply in try members[index].connection.receive(bytes) {
          try handle(reply, from: index, each: each)
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
    _ reply: Reply, from index: Int, each: (Int, Finding) throws -> Void
  ) throws {
    switch reply {
    case .greeting(let greeting): try welcome(greeting, at: index)
    case .prepared(let digest, _):
      guard digest == expectedData else { throw ExecutionError.dataChanged(worker: members[index].worker) }
      members[index].phase = .ready
    case .trained(let task, let training):
      try tasks.work[Int(task)].check(training)
      finished(Int(task), at: index, seconds: training.seconds)
      try each(Int(task), .trained(training, worker: members[index].worker))
    case .evaluated(let task, let bytes):
      let evaluation = try tasks.work[Int(task)].evaluation(bytes)
      finished(Int(task), at: index, seconds: members[index].lastTaskSeconds)
      try each(Int(task), .evaluated(evaluation))
    case .failed(let message, let help):
      throw ExecutionError.workerFailed(message: message, help: help ?? "")
    }
  }

  private mutating func welcome(_ greeting: Greeting, at index: Int) throws {
    let worker = members[index].worker
    if let fingerprint, fingerprint != greeting.fingerprint {
      throw ExecutionError.fingerprintDiffers(worker: worker, host: greeting.host)
    }
    fingerprint = greeting.fingerprint
    try notify(
      .workerJoined(
        WorkerFacts(
          worker: worker, pool: launcher.pool, host: greeting.host, pid: greeting.pid,
          version: greeting.version,
          blasLibrary: greeting.blasLibrary, blasConfiguration: greeting.blasConfiguration,
          fingerprint: greeting.fingerprint)))
    members[index].phase = .preparing
    launcher.send(try members[index].connection.send(preparation), to: worker)
  }

  private mutating func finished(_ task: Int, at index: Int, seconds: Double) {
    members[index].outstanding.removeAll { $0 == task }
    members[index].lastTaskSeconds = seconds
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
