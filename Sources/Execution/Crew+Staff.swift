import Launching
import Planning
import WorkerProtocol

/// Who is started where, and what happens when somebody is lost.
extension Crew {
  /// How many hosts are connected to at a time: more at once, and an SSH server drops some.
  private static let manyConnects = 8

  /// Starts workers until there are so many, where pools can be used, in turn.
  mutating func fill(_ wanted: Int) throws {
    let now = clock.seconds()
    if members.count < wanted || pools.contains(where: \.isRefused) { try requireHope() }
    while let pool = nextPool(wanted: wanted, now: now) {
      do {
        try start(in: pool, now: now)
      } catch let error as LaunchError {
        recentLosses.append("\(error)")
        pools[pool].noteLoss(at: now)
        // Where others work, they do it all meanwhile.
        if !members.isEmpty || pools.count > 1 { pools[pool].rest(until: now + 1) }
        try requireHope()
      }
    }
  }

  /// - Throws: why no pool is of any use any more.
  private func requireHope() throws {
    guard !members.contains(where: \.isReady), pools.allSatisfy(\.isHopeless) else { return }
    if let lastRefusal, pools.allSatisfy({ $0.isRefused || $0.data == nil }) { throw lastRefusal }
    throw ExecutionError.noWorker(reasons: recentLosses.suffix(3))
  }

  /// The pool with the fewest workers of those that may have another: first any without a worker whose own work waits.
  private func nextPool(wanted: Int, now: Double) -> Int? {
    let connecting = pools.indices.count { isConnecting($0) }
    let open = pools.indices.filter {
      pools[$0].mayStart(at: now)
        && (pools[$0].pool.isLocal || pools[$0].members > 0 || connecting < Self.manyConnects)
    }
    let fewest = open.min { (pools[$0].members, $0) < (pools[$1].members, $1) }
    if members.count < wanted { return fewest }
    guard pools.count > 1, tasks.hasWaiting else { return nil }
    if tasks.hasDoubt, let witness = open.first(where: { pools[$0].members == 0 }) { return witness }
    let (operators, homes) = tasks.awaited
    return open.first { pool in
      let own = pools[pool].pool
      return pools[pool].members == 0
        && (homes.contains(own.name) || own.operator.map(operators.contains) ?? false)
    }
  }

  /// Whether a pool that is not on this machine has workers, none of which has greeted yet.
  private func isConnecting(_ pool: Int) -> Bool {
    guard !pools[pool].pool.isLocal, pools[pool].pool.queue == .zero, pools[pool].members > 0 else {
      return false
    }
    return members.allSatisfy { $0.pool != pool || $0.phase == .starting }
  }

  private mutating func start(in pool: Int, now: Double) throws {
    lastWorker += 1
    try launcher.start(worker: lastWorker, pool: pool)
    if pools[pool].report.losses > pools[pool].report.retries { pools[pool].report.retries += 1 }
    pools[pool].members += 1
    members.append(CrewMember(worker: lastWorker, pool: pool, started: now))
    var preparation = pools[pool].preparation
    if !pools[pool].pool.isLocal { preparation.challenge = freshChallenge() }
    try send(.prepare(preparation), to: members.count - 1)
  }

  mutating func send(_ request: Request, to index: Int) throws {
    let bytes = try members[index].connection.send(request)
    pools[members[index].pool].report.bytesSent += bytes.count
    launcher.send(bytes, to: members[index].worker)
  }

  /// A worker is gone: its tasks go to others.
  ///
  /// - Parameter isBlamed: whether what it was doing may be the reason.
  mutating func lose(_ worker: Int, reason: String, isBlamed: Bool) throws {
    guard let index = index(of: worker) else { return }
    let lost = members.remove(at: index)
    recentLosses.append(pools.count > 1 ? "\(pools[lost.pool].pool.name): \(reason)" : reason)
    pools[lost.pool].members -= 1
    pools[lost.pool].noteLoss(at: clock.seconds())
    try notify(
      .workerLost(
        WorkerLoss(
          worker: worker, pool: pools[lost.pool].pool.name, round: watch.round, kind: .lost, reason: reason)))
    try giveBack(lost, isBlamed: isBlamed)
  }

  /// A pool's worker said what cannot be true, or cannot do the work: none of its workers is used any more.
  mutating func refuse(_ worker: Int, _ error: ExecutionError, reason: String) throws {
    guard let index = index(of: worker) else { return }
    let pool = members[index].pool
    let lost = members.filter { $0.pool == pool }
    members.removeAll { $0.pool == pool }
    for member in lost { launcher.stop(worker: member.worker) }
    pools[pool].members = 0
    pools[pool].report.losses += lost.count
    pools[pool].report.refused = reason
    lastRefusal = error
    try notify(
      .workerLost(
        WorkerLoss(
          worker: worker, pool: pools[pool].pool.name, round: watch.round, kind: .refused, reason: reason)))
    for member in lost { try giveBack(member, isBlamed: false) }
  }

  private mutating func giveBack(_ lost: CrewMember, isBlamed: Bool) throws {
    let held = lost.outstanding.compactMap(tasks.task)
    try tasks.giveBack(
      held, pool: pools.count > 1 ? lost.pool : nil,
      isBlamed: isBlamed && held.count == lost.outstanding.count)
  }
}

/// 32 bytes that nobody can foresee: what a worker signs besides its answers, so that old answers are worthless.
private func freshChallenge() -> [UInt8] {
  var source = SystemRandomNumberGenerator()
  return (0..<4).flatMap { _ in withUnsafeBytes(of: source.next()) { Array($0) } }
}
