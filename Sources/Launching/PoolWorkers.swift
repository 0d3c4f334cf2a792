import Glibc

/// The workers of one pool, and the links by which they are reached.
protocol PoolWorkers {
  /// Those given up are among them until their programs have ended.
  var links: [Link] { get set }
  /// How many milliseconds a link's program has to end by itself.
  var grace: Int { get }
  /// The workers that have neither ended nor been stopped, in the order of their starts.
  var workers: [Int] { get }

  /// Whether a connection is being made; there are only so many of those at a time.
  var isConnecting: Bool { get }
  /// Makes a connection if the workers wait for one.
  mutating func connect() -> [WorkerEvent]

  mutating func start(worker: Int) throws(LaunchError)
  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int)
  mutating func stop(worker: Int)
  /// Stops all workers, and gives up all links.
  mutating func stopAll()

  /// The links over which nothing of use comes while nothing need be read of the workers `leaving`.
  func left(by leaving: Set<Int>) -> Set<pid_t>
  /// What bytes from a link tell. It may add links, and removes none.
  mutating func receive(_ bytes: [UInt8], from link: pid_t) -> [WorkerEvent]
  /// What the end of a link tells, which was not given up.
  mutating func ended(_ link: pid_t, _ end: LinkEnd) -> [WorkerEvent]
}

extension PoolWorkers {
  var isConnecting: Bool { false }

  mutating func connect() -> [WorkerEvent] { [] }

  mutating func flush() {
    for index in links.indices { links[index].flush() }
  }

  /// Three for each link.
  func polls(leaving: Set<Int>) -> [pollfd] {
    let left = left(by: leaving)
    return links.flatMap { $0.polls(isLeft: left.contains($0.id)) }
  }

  /// How many milliseconds may pass until it is looked whether a program has ended, which makes no descriptor ready.
  var patience: Int {
    links.contains { $0.isEnding && !$0.isLeaving } ? 2 : links.contains(where: \.isLeaving) ? 50 : 1000
  }

  /// Does what poll found possible, once for each link.
  ///
  /// - Parameter ready: what ``polls(leaving:)`` asked for.
  mutating func serve(_ ready: ArraySlice<pollfd>, isQuiet: Bool) -> [WorkerEvent] {
    var events: [WorkerEvent] = []
    for index in links.indices {
      let start = ready.startIndex + 3 * index
      guard let bytes = links[index].serve(ready[start..<(start + 3)]) else { continue }
      events += receive(bytes, from: links[index].id)
    }
    return events + reap(isQuiet: isQuiet)
  }

  /// Takes leave of the links whose programs have ended.
  mutating func reap(isQuiet: Bool = false) -> [WorkerEvent] {
    let now = monotonicMilliseconds()
    var ends: [pid_t: LinkEnd] = [:]
    for index in links.indices {
      ends[links[index].id] = links[index].ending(isQuiet: isQuiet, now: now, grace: grace)
    }
    if ends.isEmpty { return [] }
    let gone = links.filter { ends[$0.id] != nil }
    links.removeAll { ends[$0.id] != nil }
    return gone.filter { !$0.isLeaving }.flatMap { link in ends[link.id].map { ended(link.id, $0) } ?? [] }
  }

  /// Gives up all links, and forgets them when their programs have ended.
  mutating func stopAndReap() {
    stopAll()
    while !links.isEmpty {
      _ = reap()
      if !links.isEmpty { poll(nil, 0, 1) }
    }
  }
}
