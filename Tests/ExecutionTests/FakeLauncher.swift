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
    var model: [Float] = []
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

  init(
    seed: UInt64, deaths: Int = 0, poison: Set<Int> = [], diverging: Set<Int> = [], driftsAfter: Int = .max,
    muteUpTo: Int = 0, lying: Set<Int> = []
  ) {
    random = RandomStream(seed: seed, purpose: .fingerprint)
    self.deaths = deaths
    self.poison = poison
    self.diverging = diverging
    self.driftsAfter = driftsAfter
    self.muteUpTo = muteUpTo
    self.lying = lying
  }

  mutating func start(worker: Int) throws(LaunchError) {
    var new = Worker(number: worker)
    let greeting = Greeting(
      host: "fake", pid: worker, version: "test", blasLibrary: "none", blasConfiguration: "none",
      fingerprint: Digest.of(worker > driftsAfter ? "other bits" : "bits"))
    if worker > muteUpTo { new.outbox = (try? new.connection.send(.greeting(greeting))) ?? [] }
    workers.append(new)
  }

  mutating func send(_ bytes: [UInt8], to worker: Int) {
    guard let index = workers.firstIndex(where: { $0.number == worker }) else { return }
    for request in (try? workers[index].connection.receive(bytes)) ?? [] { answer(request, at: index) }
  }

  mutating func wait(milliseconds: Int?) -> [WorkerEvent] {
    if deaths > 0, !workers.isEmpty, random.below(1000) < deaths {
      return [
        .closed(worker: workers.remove(at: random.below(workers.count)).number, reason: "killed by signal 9")
      ]
    }
    if let index = workers.firstIndex(where: { $0.number < 0 }) {
      return [.closed(worker: -workers.remove(at: index).number, reason: "killed by signal 11")]
    }
    let speaking = workers.indices.filter { !workers[$0].outbox.isEmpty }
    guard !speaking.isEmpty else { return [] }
    let index = speaking[random.below(speaking.count)]
    let count = min(workers[index].outbox.count, 1 + random.below(400))
    defer { workers[index].outbox.removeFirst(count) }
    return [.received(worker: workers[index].number, Array(workers[index].outbox.prefix(count)))]
  }

  mutating func stop(worker: Int) { workers.removeAll { $0.number == worker } }
  mutating func stopAll() { workers = [] }

  private mutating func answer(_ request: Request, at index: Int) {
    switch request {
    case .prepare: reply(.prepared(dataDigest: FakePlan.dataDigest, clients: FakePlan.clients), at: index)
    case .setModel(let model): workers[index].model = model
    case .train(let task, let round, let client):
      if poison.contains(client) {
        // A negative number marks a worker that the next wait reports as dead.
        workers[index] = Worker(number: -abs(workers[index].number))
        return
      }
      let update = FakePlan.update(of: workers[index].model, round: round, client: client)
      let finite = !diverging.contains(client)
      reply(
        .trained(
          task: task,
          TrainingReply(
            examples: FakePlan.examples(of: client)
              + (lying.contains(client) && workers[index].number == 1 ? 1 : 0), steps: 2,
            loss: Double(client), finite: finite, seconds: 0.001,
            update: update)),
        at: index)
    case .evaluate(let task, let rows):
      var writer = CanonicalWriter()
      FakePlan.evaluation(of: workers[index].model, rows: rows).encode(to: &writer)
      reply(.evaluated(task: task, evaluation: writer.bytes), at: index)
    case .finish: break
    }
  }

  private mutating func reply(_ reply: Reply, at index: Int) {
    workers[index].outbox += (try? workers[index].connection.send(reply)) ?? []
  }
}
