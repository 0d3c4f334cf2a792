import Determinism
import Kernel
import Launching
import WorkerProtocol

/// Workers inside the test process, with faults, delays and reorderings drawn from a seed: a launcher whose workers
/// answer by the real protocol, but compute a simple function of (model, round, client) in place of training.
struct FakeLauncher: WorkerLauncher {
  let pool = "fake"

  private struct Worker {
    let number: Int
    var connection = WorkerConnection()
    var outbox: [UInt8] = []
  }

  private var workers: [Worker] = []
  private var random: RandomStream
  /// The chance, in thousandths, that a wait kills a worker instead of delivering.
  private let deaths: Int
  /// Clients whose training ends the worker that tries it, always.
  private let poison: Set<Int>
  /// Clients whose training diverges.
  private let diverging: Set<Int>
  /// Whether new workers give other bits than the first.
  private let driftsAfter: Int
  /// Workers up to this number never say a word.
  private let muteUpTo: Int
  /// Clients for which the first worker claims a row visit too many.
  private let lying: Set<Int>
  /// In this round updates are huge; a model that took them scores NaN, and training from it diverges.
  private let hugeIn: Int
  /// Is told of every task that a worker takes up.
  private let hear: (String) -> Void

  init(
    seed: UInt64, deaths: Int = 0, poison: Set<Int> = [], diverging: Set<Int> = [], driftsAfter: Int = .max,
    muteUpTo: Int = 0, lying: Set<Int> = [], hugeIn: Int = 0, hear: @escaping (String) -> Void = { _ in }
  ) {
    random = RandomStream(seed: seed, purpose: .fingerprint)
    self.deaths = deaths
    self.poison = poison
    self.diverging = diverging
    self.driftsAfter = driftsAfter
    self.muteUpTo = muteUpTo
    self.lying = lying
    self.hugeIn = hugeIn
    self.hear = hear
  }

  mutating func start(worker: Int) throws(LaunchError) {
    var new = Worker(number: worker)
    let greeting = Greeting(host: "fake", pid: worker, version: "test")
    if worker > muteUpTo { new.outbox = (try? new.connection.send(.greeting(greeting))) ?? [] }
    workers.append(new)
  }

  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int) {
    guard let index = workers.firstIndex(where: { $0.number == worker }), worker > muteUpTo else { return }
    workers[index].connection.receive(bytes + floats.withUnsafeBytes { Array($0) })
    while let request = try? workers[index].connection.next() { answer(request, at: index) }
  }

  mutating func flush() {}

  mutating func wait(milliseconds: Int?, leaving: [Int]) -> [WorkerEvent] {
    if deaths > 0, !workers.isEmpty, random.below(1000) < deaths {
      return [
        .closed(worker: workers.remove(at: random.below(workers.count)).number, reason: "killed by signal 9")
      ]
    }
    if let index = workers.firstIndex(where: { $0.number < 0 }) {
      return [.closed(worker: -workers.remove(at: index).number, reason: "killed by signal 11")]
    }
    let speaking = workers.indices.filter {
      !workers[$0].outbox.isEmpty && !leaving.contains(workers[$0].number)
    }
    guard !speaking.isEmpty else { return [] }
    let index = speaking[random.below(speaking.count)]
    let count = min(workers[index].outbox.count, 1 + random.below(1500))
    defer { workers[index].outbox.removeFirst(count) }
    return [.received(worker: workers[index].number, Array(workers[index].outbox.prefix(count)))]
  }

  mutating func stop(worker: Int) { workers.removeAll { $0.number == worker } }
  mutating func stopAll() { workers = [] }

  private mutating func answer(_ request: Request, at index: Int) {
    switch request {
    case .prepare:
      let bits = workers[index].number > driftsAfter ? "other bits" : "bits"
      reply(
        .prepared(
          Readiness(
            dataDigest: FakePlan.dataDigest, clients: FakePlan.clients, fingerprint: Digest.of(bits),
            blasLibrary: nil, blasConfiguration: nil)), at: index)
    case .train(let task, let round, let client):
      hear("train client \(client) in round \(round)")
      if poison.contains(client) {
        // A negative number marks a worker that the next wait reports as dead.
        workers[index] = Worker(number: -abs(workers[index].number))
        return
      }
      train(task: task, round: round, client: client, at: index)
    case .evaluate(let task, let rows):
      hear("evaluate \(rows.lowerBound) to \(rows.upperBound)")
      let model = workers[index].connection.model
      var evaluation = FakePlan.evaluation(of: model, rows: rows)
      if isHuge(model) { evaluation.lossSum = .nan }
      var writer = CanonicalWriter()
      evaluation.encode(to: &writer)
      reply(.evaluated(task: task, evaluation: writer.bytes), at: index)
    case .setModel, .finish: break
    }
  }

  private mutating func train(task: UInt32, round: Int, client: Int, at index: Int) {
    let model = workers[index].connection.model
    var update = FakePlan.update(of: model, round: round, client: client)
    if round == hugeIn { update = update.map { _ in 1e31 } }
    let lies = lying.contains(client) && workers[index].number == 1
    let training = TrainingReply(
      examples: FakePlan.examples(of: client) + (lies ? 1 : 0), steps: 2, loss: Double(client),
      finite: !diverging.contains(client) && !isHuge(model), seconds: 0.0001)
    reply(.trained(task: task, training), update: update, at: index)
  }

  private func isHuge(_ model: [Float]) -> Bool { model.contains { $0.magnitude > 1e30 } }

  private mutating func reply(_ reply: Reply, update: [Float] = [], at index: Int) {
    let head = update.withUnsafeBufferPointer { try? workers[index].connection.send(reply, floats: $0) }
    workers[index].outbox += (head ?? []) + update.withUnsafeBytes { Array($0) }
  }
}
