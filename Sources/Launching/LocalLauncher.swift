import Glibc

/// Workers on this machine: child processes that speak over pipes. It starts no thread and never blocks on a worker.
package struct LocalLauncher: WorkerLauncher {
  package let pool = "local"

  private let command: [String]
  private let environment: [(name: String, value: String)]
  private let grace: Int
  private var workers: [WorkerProcess] = []
  /// Stopped, not yet reaped; `overdue` is when each is killed.
  private var leaving: [(child: ChildProcess, overdue: Int)] = []

  /// Makes the process ignore SIGPIPE, so that a worker's end is an event and not the coordinator's end.
  ///
  /// - Parameters:
  ///   - executable: a path to the worker program.
  ///   - environment: set for the workers, besides what keeps their arithmetic on one thread.
  ///   - grace: how many milliseconds a stopped worker has to end by itself.
  package init(
    executable: String, arguments: [String] = [], environment: [(name: String, value: String)] = [],
    grace: Int = 500
  ) {
    command = [executable] + arguments
    self.environment = Self.singleThreaded + [("SWIFT_BACKTRACE", "enable=no")] + environment
    self.grace = grace
    signal(SIGPIPE, SIG_IGN)
  }

  private static let singleThreaded = ["OPENBLAS", "OMP", "MKL", "BLIS"].map {
    (name: $0 + "_NUM_THREADS", value: "1")
  }

  package mutating func start(worker: Int) throws(LaunchError) {
    workers.append(WorkerProcess(worker: worker, child: try ChildProcess(command, environment: environment)))
  }

  package mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int) {
    guard let index = index(of: worker) else { return }
    workers[index].send(bytes, floats: floats)
  }

  package mutating func flush() {
    for index in workers.indices { workers[index].flush() }
  }

  package mutating func wait(milliseconds: Int?, leaving: [Int]) -> [WorkerEvent] {
    let end = milliseconds.map { monotonicMilliseconds() + max(0, $0) }
    flush()
    while true {
      reapLeaving()
      if workers.isEmpty && end == nil { return [] }
      var polls =
        [pollfd(fd: StopSignal.descriptor, events: Int16(POLLIN), revents: 0)]
        + workers.flatMap { $0.polls(isLeft: leaving.contains($0.worker)) }
      let ready = poll(&polls, nfds_t(polls.count), Int32(patience(until: end)))
      let events = ready < 0 ? [] : serve(polls, isQuiet: ready == 0)
      let isSignalled = ready < 0 || StopSignal.clear(polls[0])
      if !events.isEmpty || isSignalled { return events }
      if let end, monotonicMilliseconds() >= end { return [] }
    }
  }

  package mutating func stop(worker: Int) {
    guard let index = index(of: worker) else { return }
    var stopped = workers.remove(at: index)
    stopped.flush()
    stopped.closeAll()
    leaving.append((stopped.child, monotonicMilliseconds() + grace))
    reapLeaving()
  }

  package mutating func stopAll() {
    while let last = workers.last { stop(worker: last.worker) }
    while !leaving.isEmpty {
      reapLeaving()
      if !leaving.isEmpty { poll(nil, 0, 1) }
    }
  }

  private func index(of worker: Int) -> Int? { workers.firstIndex { $0.worker == worker } }

  /// How many milliseconds a poll may take. A process's end makes no descriptor ready, so it is looked for now and then.
  private func patience(until end: Int?) -> Int {
    let longest = workers.contains(where: \.isEnding) ? 2 : leaving.isEmpty ? 1000 : 50
    return end.map { min(longest, max(0, $0 - monotonicMilliseconds())) } ?? longest
  }

  private mutating func serve(_ polls: [pollfd], isQuiet: Bool) -> [WorkerEvent] {
    var events: [WorkerEvent] = []
    let now = monotonicMilliseconds()
    for index in workers.indices {
      let worker = workers[index].worker
      let ready = polls[(1 + 3 * index)..<(4 + 3 * index)]
      if let bytes = workers[index].serve(ready) {
        events.append(.received(worker: worker, bytes))
      }
      if let reason = workers[index].ending(isQuiet: isQuiet, now: now, grace: grace) {
        events.append(.closed(worker: worker, reason: reason))
      }
    }
    for case .closed(let worker, _) in events { workers.removeAll { $0.worker == worker } }
    return events
  }

  private mutating func reapLeaving() {
    guard !leaving.isEmpty else { return }
    let now = monotonicMilliseconds()
    for (child, overdue) in leaving where now >= overdue { child.kill() }
    leaving.removeAll { child, _ in
      guard child.hasEnded else { return false }
      _ = child.reap()
      return true
    }
  }
}
