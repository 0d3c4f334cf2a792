import Determinism
import Launching
import Planning
import WorkerProtocol

/// What workers say, and how far it is believed.
extension Crew {
  mutating func handle(_ event: WorkerEvent, found: (Int, Finding) -> Void) throws {
    switch event {
    case .received(let worker, let bytes):
      guard let index = index(of: worker) else { return }
      pools[members[index].pool].report.bytesReceived += bytes.count
      members[index].heard = clock.seconds()
      do {
        for answer in try members[index].connection.receive(bytes) {
          guard let index = self.index(of: worker) else { return }
          try handle(answer, from: index, found: found)
        }
      } catch let error as ProtocolError {
        try distrust(worker, error)
      } catch let refusal as Refusal {
        try refuse(worker, refusal.error, reason: refusal.reason)
      }
    case .closed(let worker, let end):
      let words = ([end.reason] + ungreeted(worker) + [end.help].compactMap(\.self)).joined(separator: "; ")
      if end.kind == .barred {
        try refuse(worker, .noWorker(reasons: [words]), reason: words)
      } else {
        try lose(worker, reason: words, isBlamed: end.kind == .ended)
      }
    }
  }

  /// Why a pool is not to be used any more.
  private struct Refusal: Error {
    let error: ExecutionError
    var reason: String { error.description }
  }

  /// A stream that cannot be understood is given up. Damage on the way may happen to anyone; what is well formed and false
  /// costs a worker that is not a child of this process its whole pool.
  private mutating func distrust(_ worker: Int, _ error: ProtocolError) throws {
    guard let index = index(of: worker) else { return }
    let reason = [error.description, error.help].compactMap(\.self).joined(separator: "; ")
    if pools[members[index].pool].pool.isLocal || error.isAccident {
      launcher.stop(worker: worker)
      try lose(worker, reason: reason, isBlamed: true)
    } else {
      try refuse(worker, .noWorker(reasons: [reason]), reason: reason)
    }
  }

  private mutating func handle(
    _ answer: CoordinatorConnection.Answer, from index: Int, found: (Int, Finding) -> Void
  ) throws {
    switch answer.reply {
    case .greeting(let greeting): members[index].phase = .preparing(greeting)
    case .prepared(let readiness): try welcome(readiness, at: index)
    case .trained(let number, let training): try take(training, number, answer, from: index, found: found)
    case .evaluated(let number, let bytes):
      guard let task = wanted(number, at: index) else { return }
      let evaluation = try tasks.work[task].evaluation(bytes)
      finish(task, at: index)
      found(task, .evaluated(evaluation))
    case .failed(let message, let help):
      try bar(index, .workerFailed(message: message, help: help ?? ""))
    case .probed, .surveyed, .alive: break
    }
  }

  /// What a worker on this machine cannot do, no other can; one elsewhere costs the run its pool.
  private func bar(_ index: Int, _ error: ExecutionError) throws {
    if pools[members[index].pool].pool.isLocal { throw error }
    throw Refusal(error: error)
  }

  private mutating func welcome(_ readiness: Readiness, at index: Int) throws {
    guard case .preparing(let greeting) = members[index].phase else { return }
    let (worker, pool) = (members[index].worker, pools[members[index].pool].pool)
    if readiness.dataDigest != pools[members[index].pool].data {
      try bar(index, .dataChanged(worker: worker))
    }
    if let fingerprint, fingerprint != readiness.fingerprint {
      try bar(index, .fingerprintDiffers(worker: worker, host: greeting.host))
    }
    if !pool.keys.isEmpty, !pool.keys.contains(where: { $0 == readiness.key }) {
      try bar(index, .keyNotPinned(pool: pool.name, key: readiness.key?.hex ?? "none"))
    }
    fingerprint = readiness.fingerprint
    members[index].phase = .ready(greeting)
    try notify(.workerJoined(WorkerFacts(greeting, readiness, worker: worker, pool: pool.name)))
  }

  private mutating func take(
    _ training: TrainingReply, _ number: UInt32, _ answer: CoordinatorConnection.Answer, from index: Int,
    found: (Int, Finding) -> Void
  ) throws {
    guard let task = wanted(number, at: index) else { return }
    try tasks.work[task].check(training)
    let (worker, pool) = (members[index].worker, members[index].pool)
    if !pools[pool].pool.isLocal {
      let diverges = !training.finite || answer.update.contains { !$0.isFinite }
      guard try isBelieved(task, diverges: diverges, from: pool) else { return takeOff(task, at: index) }
    }
    finish(task, at: index)
    if training.examples > 0 { pace = training.seconds / Double(training.examples) }
    pools[pool].report.seconds += training.seconds
    found(
      task,
      .trained(
        TrainedClient(
          reply: training, update: answer.update,
          updateDigest: answer.updateDigest ?? Digest.of(answer.update), worker: worker,
          operator: pools[pool].pool.operator)))
  }

  /// Divergence ends a run, so nobody far away says it alone: another pool has to find the same. Training is a function of
  /// its inputs, so whoever is contradicted lied.
  private mutating func isBelieved(_ task: Int, diverges: Bool, from pool: Int) throws -> Bool {
    if let first = tasks.doubted(task), first != pool {
      if !diverges, let liar = members.first(where: { $0.pool == first }) {
        try refuse(
          liar.worker, .noWorker(reasons: [Self.falseAlarm]),
          reason: "\(tasks.work[task]): \(Self.falseAlarm)")
      } else if !diverges {
        pools[first].report.refused = Self.falseAlarm
      }
      return true
    }
    let hasWitness = pools.indices.contains { $0 != pool && !pools[$0].isDown && !pools[$0].isExhausted }
    guard diverges, hasWitness, tasks.doubted(task) == nil else { return true }
    tasks.doubt(task, of: pool)
    return false
  }

  private static let falseAlarm = "it said that training diverged, and another pool found that it does not"

  /// The task of a worker's answer, which is the worker's until the answer is believed.
  ///
  /// - Returns: nil when nobody wants the answer any more.
  private mutating func wanted(_ number: UInt32, at index: Int) -> Int? {
    if let task = tasks.task(numbered: number) {
      if !tasks.isSettled(task) { return task }
      takeOff(task, at: index)
    } else {
      members[index].outstanding.removeAll { $0 == number }
      if members[index].outstanding.isEmpty { members[index].backlog = 0 }
    }
    return nil
  }

  private mutating func takeOff(_ task: Int, at index: Int) {
    let number = tasks.number(of: task)
    guard let place = members[index].outstanding.firstIndex(of: number) else { return }
    members[index].outstanding.remove(at: place)
    members[index].backlog -= tasks.work[task].cost
    members[index].since = members[index].heard
  }

  private mutating func finish(_ task: Int, at index: Int) {
    takeOff(task, at: index)
    tasks.settle(task)
    pools[members[index].pool].finishedTask()
    recentLosses = []
  }

  /// What a worker that ended without a greeting said in its place, if anything.
  private func ungreeted(_ worker: Int) -> [String] {
    guard let index = index(of: worker), members[index].phase == .starting else { return [] }
    do {
      try members[index].connection.end()
      return []
    } catch .noGreeting(bytes: 0, _) {
      return []
    } catch {
      return [error.description]
    }
  }
}

extension ProtocolError {
  /// Whether a broken connection alone can be the reason.
  fileprivate var isAccident: Bool {
    switch self {
    case .damaged, .damagedHeader, .cutOff, .noGreeting: true
    default: false
    }
  }
}
