import Launching
import Planning

/// What must happen by when.
extension Crew {
  /// What reached us, at the latest at the next moment that matters.
  mutating func listen() -> [WorkerEvent] {
    let now = clock.seconds()
    // Nobody was silent while nobody listened.
    let away = now - watch.lastListened
    if away > 0.01 {
      for index in members.indices { members[index].heard += away }
      watch.postpone(by: away)
    }
    let leaving = outOfTurn
    for worker in leaving { if let index = index(of: worker) { members[index].heard = now } }
    let events = launcher.wait(milliseconds: millisecondsToNext(from: now), leaving: leaving)
    watch.lastListened = clock.seconds()
    return events
  }

  private func millisecondsToNext(from now: Double) -> Int {
    let rests = pools.filter { !$0.isRefused && $0.restsUntil > now }.map(\.restsUntil)
    let next = (rests + [now + 1, watch.roundEnds, watch.runEnds]).min() ?? now + 1
    return max(1, Int(((next - now) * 1000).rounded(.up)))
  }

  /// Gives up on whoever is silent or late.
  mutating func keepTime(_ late: ([Int]) throws -> [Int]) throws {
    let now = watch.lastListened
    if now >= watch.runEnds {
      throw ExecutionError.late("\(patience.run.name) passed", knob: patience.run.knob)
    }
    for member in members { try dropSilent(member, now: now) }
    for index in members.indices { shareQueue(of: index, now: now) }
    if isQueued { watch.extendRound(from: now) }
    if now >= watch.roundEnds { try endRound(late, now: now) }
    believeUnwitnessed()
    try giveUpStranded(late)
    try tellWaiting(now: now)
  }

  /// Whether nobody can work yet because Slurm has not given what was asked for: no round is late for that.
  private var isQueued: Bool {
    !members.isEmpty
      && members.allSatisfy { $0.phase == .starting && pools[$0.pool].pool.queue > .zero }
  }

  /// A task whose first answer nobody can confirm any more is done again by whoever can.
  private mutating func believeUnwitnessed() {
    for task in tasks.doubtedTasks {
      if let pool = tasks.doubted(task), !hasWitness(of: task, besides: pool) { tasks.clearDoubt(task) }
    }
  }

  private mutating func dropSilent(_ member: CrewMember, now: Double) throws {
    if member.phase == .starting {
      let limit = patience.connect + pools[member.pool].pool.queue
      guard now - member.started > limit.seconds else { return }
      launcher.stop(worker: member.worker)
      try lose(member.worker, reason: "no greeting in \(limit.words)", isBlamed: false)
    } else if now - member.heard > patience.silence.seconds {
      launcher.stop(worker: member.worker)
      // Far away, the way is to blame before the work.
      let isLocal = pools[member.pool].pool.isLocal
      try lose(member.worker, reason: "silent for \(patience.silence.words)", isBlamed: isLocal)
    }
  }

  /// Tasks are queued ahead for the blink of an eye. Behind one that takes much longer they go to others.
  private mutating func shareQueue(of index: Int, now: Double) {
    guard !members[index].outstanding.isEmpty, now - members[index].since > 1 else { return }
    members[index].isStuck = true
    for number in members[index].outstanding.dropFirst() {
      guard let task = tasks.task(numbered: number) else { continue }
      members[index].backlog -= tasks.work[task].cost
      tasks.share(task)
    }
    members[index].outstanding.removeSubrange(1...)
  }

  /// The round's deadline: what is unfinished is given up or goes to others, and who holds it is stopped.
  private mutating func endRound(_ late: ([Int]) throws -> [Int], now: Double) throws {
    let unread = Set(outOfTurn.compactMap { index(of: $0).flatMap { members[$0].outstanding.first } })
    let unfinished = tasks.unfinishedTasks.filter { !unread.contains(tasks.number(of: $0)) }
    for task in try late(unfinished) { tasks.settle(task) }
    if let work = tasks.noteLate(unfinished.filter { !tasks.isSettled($0) }) {
      throw ExecutionError.late(
        "\(work) was not done within \(TaskBoard.maxAttempts) deadlines of \(patience.round.words) each",
        knob: Patience.roundKnob)
    }
    let limit = patience.round.seconds
    for member in members {
      let isLate = member.outstanding.contains { !unread.contains($0) }
      guard isLate || (!member.isReady && member.phase != .starting && now - member.started >= limit) else {
        continue
      }
      launcher.stop(worker: member.worker)
      try lose(member.worker, reason: "late: no answer by the round's deadline", isBlamed: false)
    }
    watch.extendRound(from: now)
  }

  /// Tasks whose data lies where nobody can be reached any more are late at once.
  private mutating func giveUpStranded(_ late: ([Int]) throws -> [Int]) throws {
    let gone = Set(pools.filter { $0.isHopeless && $0.members == 0 }.map(\.pool.name))
    let stranded = tasks.unfinished(at: gone)
    guard !stranded.isEmpty else { return }
    for task in try late(stranded) { tasks.settle(task) }
    guard let left = stranded.first(where: { !tasks.isSettled($0) }) else { return }
    if let lastRefusal { throw lastRefusal }
    let reasons = pools.filter { $0.pool.name == tasks.work[left].home }.compactMap(\.report.refused)
    throw ExecutionError.noWorker(
      reasons: ["\(tasks.work[left]) needs pool \(tasks.work[left].home ?? "")"] + reasons
        + recentLosses.suffix(2))
  }

  mutating func noteProgress() throws {
    watch.lastProgress = clock.seconds()
    try endWaiting()
  }

  mutating func endWaiting() throws {
    guard watch.lastTold != nil else { return }
    watch.lastTold = nil
    try notify(.waiting(nil))
  }

  /// Tells who is awaited, once a second from the third second on in which no task was finished.
  private mutating func tellWaiting(now: Double) throws {
    guard now - watch.lastProgress >= 3, now - (watch.lastTold ?? -.infinity) >= 1 else { return }
    watch.lastTold = now
    let parties = members.filter { !$0.outstanding.isEmpty || !$0.isReady }.map { member in
      Waiting.Party(
        pool: pools[member.pool].pool.name, worker: member.worker, host: member.host,
        clients: member.outstanding.compactMap { tasks.task(numbered: $0).flatMap { tasks.work[$0].client } },
        silence: now - member.heard)
    }
    try notify(
      .waiting(
        Waiting(
          round: watch.round, seconds: now - watch.roundBegan, left: watch.roundEnds - now, parties: parties))
    )
  }
}
