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
    let reason = error.words
    let isLocal = pools[members[index].pool].pool.isLocal
    if isLocal || error.isAccident {
      launcher.stop(worker: worker)
      try lose(worker, reason: reason, isBlamed: isLocal)
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
      let pool = members[index].pool
      guard try isBelieved(task, isFinite: evaluation.isFinite, from: members[index].worker) else { return }
      pools[pool].finishedTask()
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
    try checkFingerprint(readiness.fingerprint, of: worker, greeting)
    guard let index = self.index(of: worker) else { return }
    if !pool.keys.isEmpty, !pool.keys.contains(where: { $0 == readiness.key }) {
      try bar(index, .keyNotPinned(pool: pool.name, key: readiness.key?.hex ?? "none"))
    }
    members[index].phase = .ready(greeting)
    try notify(.workerJoined(WorkerFacts(greeting, readiness, worker: worker, pool: pool.name)))
  }

  /// Other bits than the run's bar a worker. What a worker elsewhere says first is no more than a claim, which one on this
  /// machine overrules.
  private mutating func checkFingerprint(_ theirs: Digest, of worker: Int, _ greeting: Greeting) throws {
    guard let index = index(of: worker) else { return }
    let pool = members[index].pool
    if let fingerprint, fingerprint != theirs {
      let error = ExecutionError.fingerprintDiffers(worker: worker, host: greeting.host)
      guard pools[pool].pool.isLocal, let claimant = fingerprintClaim else { return try bar(index, error) }
      if let other = members.first(where: { $0.pool == claimant }) {
        try refuse(other.worker, error, reason: "it computes other bits than this machine")
      }
    }
    if fingerprint == nil || pools[pool].pool.isLocal {
      fingerprintClaim = fingerprint == nil && !pools[pool].pool.isLocal ? pool : nil
      fingerprint = theirs
    }
  }

  private mutating func take(
    _ training: TrainingReply, _ number: UInt32, _ answer: CoordinatorConnection.Answer, from index: Int,
    found: (Int, Finding) -> Void
  ) throws {
    guard let task = wanted(number, at: index) else { return }
    try tasks.work[task].check(training)
    let (worker, pool) = (members[index].worker, members[index].pool)
    let isFinite = training.finite && (pools[pool].pool.isLocal || answer.update.allSatisfy(\.isFinite))
    guard try isBelieved(task, isFinite: isFinite, from: worker) else { return }
    pools[pool].finishedTask()
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

  /// Takes an answer as the task's, or puts the task back until another pool has found the same. NaN and infinity end a run,
  /// so nobody far away says it alone; and work is a function of its inputs, so whoever is contradicted lied.
  ///
  /// - Returns: whether the task is done.
  private mutating func isBelieved(_ task: Int, isFinite: Bool, from worker: Int) throws -> Bool {
    guard let index = index(of: worker) else { return false }
    let pool = members[index].pool
    takeOff(task, at: index)
    recentLosses = []
    let accused = tasks.doubted(task)
    if !isFinite, accused == nil, !pools[pool].pool.isLocal, hasWitness(of: task, besides: pool) {
      tasks.doubt(task, of: pool)
      return false
    }
    tasks.settle(task)
    if isFinite, let accused, accused != pool { try refuse(liarsOf: accused) }
    return true
  }

  /// Whether a pool other than this one may do a task too.
  func hasWitness(of task: Int, besides pool: Int) -> Bool {
    guard tasks.work[task].home == nil else { return false }
    return pools.indices.contains { $0 != pool && !pools[$0].isDown && !pools[$0].isHopeless }
  }

  private mutating func refuse(liarsOf pool: Int) throws {
    guard let liar = members.first(where: { $0.pool == pool }) else {
      pools[pool].report.refused = Self.falseAlarm
      return
    }
    try refuse(liar.worker, .noWorker(reasons: [Self.falseAlarm]), reason: Self.falseAlarm)
  }

  private static let falseAlarm = "it found a value that is not finite, and another pool found that it is"

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
    members[index].isStuck = false
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
  /// With the mend.
  var words: String { [description, help].compactMap(\.self).joined(separator: "; ") }

  /// Whether a broken connection alone can be the reason.
  fileprivate var isAccident: Bool {
    switch self {
    case .damaged, .damagedHeader, .cutOff, .noGreeting: true
    default: false
    }
  }
}
