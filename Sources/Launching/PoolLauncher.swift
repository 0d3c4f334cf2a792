import Glibc

/// Workers on this machine, over ssh and under Slurm. It starts no thread and never blocks on a worker.
package struct PoolLauncher: WorkerLauncher {
  /// So many connections are made at a time: sshd drops connections that come in bursts (its `MaxStartups`), and hosts
  /// may lie behind one that others are reached by.
  static let connectionLimit = 8

  private var pools: [any PoolWorkers]
  /// The pool of each worker that was started and not stopped.
  private var homes: [Int: Int] = [:]
  /// What is to be told at the next wait.
  private var news: [WorkerEvent] = []
  /// Whether a wait has told of a signal, which is told once.
  private var hasToldSignal = false

  /// Makes the process ignore SIGPIPE, so that a worker's end is an event and not the coordinator's end.
  ///
  /// - Parameters:
  ///   - executable: a path to the worker program of this machine.
  ///   - environment: set for the programs that are started here.
  ///   - sshConfig: the file that ssh reads instead of the user's own.
  ///   - grace: how many milliseconds a stopped worker has to end by itself.
  package init(
    pools: [Pool], executable: String, arguments: [String] = [],
    environment: [(name: String, value: String)] = [], sshConfig: String? = nil, grace: Int = 500
  ) {
    self.pools = pools.map { pool in
      switch pool.reach {
      case .local:
        LocalWorkers(command: [executable] + arguments, environment: environment, grace: grace)
      case .ssh(let host):
        SSHWorkers(host: host, config: sshConfig, environment: environment, grace: grace)
      case .slurm(let request):
        SlurmWorkers(request: request, environment: environment, grace: grace)
      }
    }
    signal(SIGPIPE, SIG_IGN)
  }

  package mutating func start(worker: Int, pool: Int) throws(LaunchError) {
    guard pools.indices.contains(pool) else { throw LaunchError("there is no pool number \(pool)") }
    try pools[pool].start(worker: worker)
    homes[worker] = pool
    connect()
  }

  package mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int) {
    if let pool = homes[worker] { pools[pool].send(bytes, floats: floats, to: worker) }
  }

  package mutating func flush() {
    for pool in pools.indices { pools[pool].flush() }
  }

  package mutating func wait(milliseconds: Int?, leaving: [Int]) -> [WorkerEvent] {
    let end = milliseconds.map { monotonicMilliseconds() + max(0, $0) }
    let leaving = Set(leaving)
    flush()
    while true {
      connect()
      if !news.isEmpty {
        defer { news = [] }
        return news
      }
      if end == nil && pools.allSatisfy(\.workers.isEmpty) { return [] }
      let (events, isSignalled) = pollOnce(until: end, leaving: leaving)
      if !events.isEmpty || isSignalled { return events }
      if let end, monotonicMilliseconds() >= end { return [] }
    }
  }

  package mutating func stop(worker: Int) {
    if let pool = homes.removeValue(forKey: worker) { pools[pool].stop(worker: worker) }
    news.removeAll { if case .closed(worker, _) = $0 { true } else { false } }
  }

  package mutating func stopAll() {
    for pool in pools.indices { pools[pool].stopAll() }
    for pool in pools.indices { pools[pool].stopAndReap() }
    news = []
    homes = [:]
  }

  /// Makes the connections that are waited for, as far as there may be more.
  private mutating func connect() {
    for pool in pools.indices where pools.count(where: \.isConnecting) < Self.connectionLimit {
      news += pools[pool].connect()
    }
  }

  /// Waits until something can be done, and does it, once for each link.
  private mutating func pollOnce(
    until end: Int?, leaving: Set<Int>
  ) -> (events: [WorkerEvent], isSignalled: Bool) {
    let asked = pools.map { $0.polls(leaving: leaving) }
    let signal = hasToldSignal ? -1 : StopSignal.descriptor
    var polls = [pollfd(fd: signal, events: Int16(POLLIN), revents: 0)] + asked.joined()
    let ready = poll(&polls, nfds_t(polls.count), Int32(patience(until: end)))
    if ready < 0 { return ([], true) }
    var events: [WorkerEvent] = []
    var start = 1
    for (pool, asked) in asked.enumerated() {
      events += pools[pool].serve(polls[start..<(start + asked.count)], isQuiet: ready == 0)
      start += asked.count
    }
    let isSignalled = polls[0].revents != 0
    hasToldSignal = hasToldSignal || isSignalled
    return (events, isSignalled)
  }

  /// How many milliseconds a poll may take.
  private func patience(until end: Int?) -> Int {
    let longest = pools.map(\.patience).min() ?? 1000
    return end.map { min(longest, max(0, $0 - monotonicMilliseconds())) } ?? longest
  }
}
