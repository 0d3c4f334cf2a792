import Determinism
import Kernel
import Launching
import WorkerProtocol

/// Workers inside the test process, with faults, delays and reorderings drawn from a seed: a launcher whose workers
/// answer by the real protocol, but compute a simple function of (model, round, client) in place of training, in a world
/// whose time passes only while it is waited for.
struct FakeLauncher: WorkerLauncher {
  private struct Worker {
    let number: Int
    let pool: Int
    var connection: WorkerConnection
    /// When its last answer will have arrived.
    var busyUntil: Double
    /// When its answers arrive, piece by piece, in which time nothing else can.
    var deliveries: [ClosedRange<Double>] = []
    /// When it said last that it is alive.
    var alive: Double
    var isHanging = false
  }

  let world: World
  private let habits: [Habits]
  private var workers: [Int: Worker] = [:]
  private var firsts: [Int: Int] = [:]
  private var random: RandomStream
  private var sweep = 0.0
  /// Is told of every task that a worker takes up.
  private let hear: (String) -> Void

  init(
    seed: UInt64, habits: [Habits] = [Habits()], world: World = World(),
    hear: @escaping (String) -> Void = { _ in }
  ) {
    random = RandomStream(seed: seed, purpose: .fingerprint)
    self.habits = habits
    self.world = world
    self.hear = hear
  }

  mutating func start(worker: Int, pool: Int) throws(LaunchError) {
    let ways = habits[pool]
    if ways.cannotStart { throw LaunchError("no such program") }
    if firsts[pool] == nil { firsts[pool] = worker }
    if ways.isBarred {
      return world.schedule(.isBarred(reason: "host key unknown"), of: worker, at: world.now + 0.002)
    }
    if isOut(pool, at: world.now) {
      return world.schedule(.isUnreachable(reason: "no route to host"), of: worker, at: world.now + 3)
    }
    var new = Worker(
      number: worker, pool: pool, connection: WorkerConnection(identity: ways.key), busyUntil: world.now,
      alive: world.now)
    let greeting = Greeting(host: "fake", pid: worker, version: "test")
    if worker > ways.muteUpTo, let bytes = try? new.connection.send(.greeting(greeting)) {
      workers[worker] = new
      say(bytes, worker)
    } else {
      new.isHanging = true
      workers[worker] = new
    }
  }

  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int) {
    guard let ways = workers[worker].map({ habits[$0.pool] }), worker > ways.muteUpTo else { return }
    workers[worker]?.connection.receive(bytes + floats.withUnsafeBytes { Array($0) })
    while let request = try? workers[worker]?.connection.next() { answer(request, worker) }
  }

  mutating func flush() {}

  mutating func wait(milliseconds: Int?, leaving: [Int]) -> [WorkerEvent] {
    let end = world.now + Double(milliseconds ?? 1_000_000) / 1000
    while let moment = world.next(until: min(end, sweep), except: Set(leaving)) {
      if let event = event(of: moment) { return [event] }
    }
    if world.now < sweep { return [] }
    sweep = world.now + 1
    return signsOfLife()
  }

  mutating func stop(worker: Int) { workers[worker] = nil }
  mutating func stopAll() { workers = [:] }

  private mutating func event(of moment: World.Moment) -> WorkerEvent? {
    switch moment.happening {
    case .isBarred(let reason): return .closed(worker: moment.worker, WorkerEnd(.barred, reason: reason))
    case .isUnreachable(let reason):
      return .closed(worker: moment.worker, WorkerEnd(.unreachable, reason: reason))
    case .ends(let reason):
      return workers.removeValue(forKey: moment.worker).map {
        .closed(worker: $0.number, WorkerEnd(.ended, reason: reason))
      }
    case .arrives(let bytes):
      guard let worker = workers[moment.worker], !worker.isHanging, !isOut(worker.pool, at: moment.time)
      else {
        workers[moment.worker]?.isHanging = true
        return nil
      }
      return .received(worker: moment.worker, bytes)
    }
  }

  /// Of those who can be heard, in the order of their numbers.
  private mutating func signsOfLife() -> [WorkerEvent] {
    workers.keys.sorted().compactMap { number in
      guard let worker = workers[number], !worker.isHanging, worker.alive + 2 <= world.now else { return nil }
      guard !worker.deliveries.contains(where: { $0.contains(world.now) }) else { return nil }
      if isOut(worker.pool, at: world.now) {
        workers[number]?.isHanging = true
        return nil
      }
      workers[number]?.alive = world.now
      workers[number]?.deliveries.removeAll { $0.upperBound < world.now }
      return (try? workers[number]?.connection.send(.alive)).map { .received(worker: number, $0) }
    }
  }

  private func isOut(_ pool: Int, at time: Double) -> Bool {
    habits[pool].outages.contains { $0.contains(time) }
  }

  private mutating func answer(_ request: Request, _ worker: Int) {
    guard let pool = workers[worker]?.pool else { return }
    switch request {
    case .prepare(let preparation):
      let bits = worker > habits[pool].driftsAfter ? "other bits" : "bits"
      reply(
        .prepared(
          Readiness(
            dataDigest: FakePlan.dataDigest, clients: FakePlan.clients, fingerprint: Digest.of(bits),
            blasLibrary: nil, blasConfiguration: nil,
            key: preparation.challenge.isEmpty ? nil : habits[pool].key?.publicKey)), worker)
      if !habits[pool].garbage.isEmpty { say(habits[pool].garbage, worker) }
    case .train(let task, let round, let client):
      hear("train client \(client) in round \(round)")
      train(task: task, round: round, client: client, worker, habits[pool])
    case .evaluate(let task, let rows):
      hear("evaluate \(rows.lowerBound) to \(rows.upperBound)")
      let model = workers[worker]?.connection.model ?? []
      var evaluation = FakePlan.evaluation(of: model, rows: rows)
      if isHuge(model) { evaluation.lossSum = .nan }
      var writer = CanonicalWriter()
      evaluation.encode(to: &writer)
      reply(.evaluated(task: task, evaluation: writer.bytes), worker)
    case .setModel, .finish, .relay, .probe, .survey: break
    }
  }

  private mutating func train(task: UInt32, round: Int, client: Int, _ worker: Int, _ ways: Habits) {
    if ways.poison.contains(client) {
      return world.schedule(.ends(reason: "killed by signal 11"), of: worker, at: world.now + 0.01)
    }
    if ways.endless.contains(client) {
      workers[worker]?.busyUntil = .infinity
      return
    }
    let model = workers[worker]?.connection.model ?? []
    var update = FakePlan.update(of: model, round: round, client: client)
    if round == ways.hugeIn { update = update.map { _ in 1e31 } }
    let lies = ways.lying.contains(client) && workers[worker].map { firsts[$0.pool] == worker } ?? false
    let training = TrainingReply(
      examples: FakePlan.examples(of: client) + (lies ? 1 : 0), steps: 2, loss: Double(client),
      finite: !ways.diverging.contains(client) && !isHuge(model), seconds: 0.0001)
    reply(.trained(task: task, training), update: update, worker)
  }

  private func isHuge(_ model: [Float]) -> Bool { model.contains { $0.magnitude > 1e30 } }

  private mutating func reply(_ reply: Reply, update: [Float] = [], _ worker: Int) {
    let head = update.withUnsafeBufferPointer { try? workers[worker]?.connection.send(reply, floats: $0) }
    say((head ?? []) + update.withUnsafeBytes { Array($0) }, worker)
  }

  /// Lets it be heard later, in pieces, if nothing happens to it or on the way.
  private mutating func say(_ bytes: [UInt8], _ worker: Int) {
    guard let speaker = workers[worker], !speaker.isHanging else { return }
    let ways = habits[speaker.pool]
    var bytes = bytes
    if chance(ways.damages) { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
    var time = max(world.now, speaker.busyUntil) + 0.001 * Double(1 + random.below(20))
    if chance(ways.delays) { time += Double(1 + random.below(20)) }
    if chance(ways.deaths) {
      return world.schedule(.ends(reason: "killed by signal 9"), of: worker, at: time)
    }
    if chance(ways.hangs) { workers[worker]?.isHanging = true }
    let begin = time
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + random.below(1500))
      world.schedule(.arrives(Array(bytes[start..<end])), of: worker, at: time)
      (start, time) = (end, time + 0.0001)
    }
    workers[worker]?.busyUntil = time
    workers[worker]?.deliveries.append(begin...time)
  }

  private mutating func chance(_ thousandths: Int) -> Bool {
    thousandths > 0 && random.below(1000) < thousandths
  }
}
