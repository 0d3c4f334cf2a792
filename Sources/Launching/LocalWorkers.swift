import Glibc

/// Workers on this machine: each is a child process that speaks over pipes.
struct LocalWorkers: PoolWorkers {
  var links: [Link] = []
  let grace: Int
  private let command: [String]
  private let environment: [(name: String, value: String)]
  private var ids: [(worker: Int, link: pid_t)] = []

  /// - Parameter environment: set for the workers, besides what keeps their arithmetic on one thread.
  init(command: [String], environment: [(name: String, value: String)], grace: Int) {
    self.command = command
    self.environment = workerEnvironment + environment
    self.grace = grace
  }

  var workers: [Int] { ids.map(\.worker) }

  mutating func start(worker: Int) throws(LaunchError) {
    links.append(try Link(command, environment: environment))
    ids.append((worker, links[links.count - 1].id))
  }

  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int) {
    if let index = index(of: worker) { links[index].send(bytes, floats: floats) }
  }

  /// Queues part of what a worker is to get.
  mutating func send(_ bytes: ArraySlice<UInt8>, to worker: Int) {
    if let index = index(of: worker) { links[index].send(bytes) }
  }

  mutating func stop(worker: Int) {
    guard let index = index(of: worker) else { return }
    links[index].leave(overdue: monotonicMilliseconds() + grace)
    ids.removeAll { $0.worker == worker }
  }

  mutating func stopAll() { workers.forEach { stop(worker: $0) } }

  func left(by leaving: Set<Int>) -> Set<pid_t> {
    Set(ids.filter { leaving.contains($0.worker) }.map(\.link))
  }

  func receive(_ bytes: [UInt8], from link: pid_t) -> [WorkerEvent] {
    worker(of: link).map { [.received(worker: $0, bytes)] } ?? []
  }

  mutating func ended(_ link: pid_t, _ end: LinkEnd) -> [WorkerEvent] {
    guard let worker = worker(of: link) else { return [] }
    ids.removeAll { $0.link == link }
    return [.closed(worker: worker, WorkerEnd(.ended, reason: end.words))]
  }

  private func index(of worker: Int) -> Int? {
    guard let id = ids.first(where: { $0.worker == worker })?.link else { return nil }
    return links.firstIndex { $0.id == id }
  }

  private func worker(of link: pid_t) -> Int? { ids.first { $0.link == link }?.worker }
}

/// What keeps a worker's arithmetic on one thread, and its crash from taking the time of a backtrace.
let workerEnvironment =
  ["OPENBLAS", "OMP", "MKL", "BLIS"].map { (name: $0 + "_NUM_THREADS", value: "1") }
  + [(name: "SWIFT_BACKTRACE", value: "enable=no")]
