package import Datasets
import Determinism
package import Launching
package import Planning
import WorkerProtocol

/// Asks the workers that hold a job's data what a plan needs to know of it: counts and sums, of which no row can be read.
///
/// - Parameters:
///   - pools: where workers are; the launcher knows them by their places in this list.
/// - Returns: what all clients say together. The launcher's workers have ended.
/// - Throws: ``ExecutionError``, or ``DatasetError`` when the clients' data does not fit together.
package func surveyResidentData(
  _ recipe: ResidentRecipe, of clients: [ResidentClient], pools: [CrewPool], launcher: any WorkerLauncher,
  clock: any RunClock, patience: Patience,
  shouldStop: @escaping () -> Bool = { false }
) throws -> ResidentLayout {
  var round = try SurveyRound(
    recipe, clients, pools: pools, launcher: launcher, clock: clock, patience: patience,
    shouldStop: shouldStop)
  defer { round.launcher.stopAll() }
  let first = try round.ask { _ in nil }.map { (try decoded($0, ResidentSurvey.init(from:))) }
  let surveys = try ResidentSurveys(recipe, zip(clients, first).map { ($0.name, $1) })
  guard let means = surveys.means else { return try surveys.layout() }
  let squares = try round.ask { Survey.Deviations(digest: first[$0].digest, means: means) }.map { bytes in
    try decoded(bytes) { (r) throws(CanonicalError) in
      try r.array { (r) throws(CanonicalError) in try r.double() }
    }
  }
  return try surveys.layout(squares: squares)
}

private func decoded<Value>(
  _ bytes: [UInt8], _ read: (inout CanonicalReader) throws(CanonicalError) -> Value
) throws -> Value {
  do throws(CanonicalError) {
    var reader = CanonicalReader(bytes)
    let value = try read(&reader)
    try reader.finish()
    return value
  } catch {
    throw ExecutionError.noWorker(
      reasons: [ProtocolError.malformed(message: "surveyed", error).description])
  }
}

/// One worker in each pool that holds data, asked about its clients one after the other.
private struct SurveyRound {
  var launcher: any WorkerLauncher
  private let recipe: [UInt8]
  private let clients: [ResidentClient]
  private let pools: [CrewPool]
  private let clock: any RunClock
  private let patience: Patience
  private let shouldStop: () -> Bool
  private var connections: [Int: CoordinatorConnection] = [:]
  private var greeted: Set<Int> = []
  private var heard: [Int: Double] = [:]
  private let started: Double
  /// By pool: the clients that are not answered for, in the order in which they were asked about.
  private var asked: [Int: [Int]] = [:]
  private var findings: [[UInt8]?]

  init(
    _ recipe: ResidentRecipe, _ clients: [ResidentClient], pools: [CrewPool], launcher: any WorkerLauncher,
    clock: any RunClock, patience: Patience, shouldStop: @escaping () -> Bool
  ) throws {
    var writer = CanonicalWriter()
    recipe.encode(to: &writer)
    self.recipe = writer.bytes
    (self.clients, self.pools, self.launcher) = (clients, pools, launcher)
    (self.clock, self.patience, self.shouldStop) = (clock, patience, shouldStop)
    findings = Array(repeating: nil, count: clients.count)
    started = clock.seconds()
    for pool in pools.indices where clients.contains(where: { $0.pool == pools[pool].name }) {
      try self.launcher.start(worker: pool + 1, pool: pool)
      connections[pool] = CoordinatorConnection()
      heard[pool] = clock.seconds()
    }
  }

  /// - Parameter deviations: what a client is asked besides.
  /// - Returns: every client's answer.
  mutating func ask(_ deviations: (Int) -> Survey.Deviations?) throws -> [[UInt8]] {
    findings = Array(repeating: nil, count: clients.count)
    for (client, place) in clients.enumerated() {
      guard let pool = pools.firstIndex(where: { $0.name == place.pool }) else {
        throw ExecutionError.noWorker(reasons: ["there is no pool \(place.pool), which holds \(place.name)"])
      }
      let survey = Survey(
        recipe: recipe, client: client, path: place.path, deviations: deviations(client))
      if let bytes = try connections[pool]?.send(.survey(survey)) { launcher.send(bytes, to: pool + 1) }
      asked[pool, default: []].append(client)
    }
    for pool in pools.indices where greeted.contains(pool) { heard[pool] = clock.seconds() }
    while findings.contains(where: { $0 == nil }) {
      for event in launcher.wait(milliseconds: 500, leaving: []) { try take(event) }
      if shouldStop() { throw ExecutionError.interrupted }
      try requireLife()
    }
    return findings.compactMap(\.self)
  }

  private mutating func take(_ event: WorkerEvent) throws {
    switch event {
    case .closed(let worker, let end):
      let words = [end.reason, end.help].compactMap(\.self).joined(separator: "; ")
      throw ExecutionError.noWorker(reasons: ["\(pools[worker - 1].name): \(words)"])
    case .received(let worker, let bytes):
      if greeted.contains(worker - 1) { heard[worker - 1] = clock.seconds() }
      do {
        for answer in try connections[worker - 1]?.receive(bytes) ?? [] { try take(answer.reply, worker - 1) }
      } catch let error as ProtocolError {
        throw ExecutionError.noWorker(reasons: ["\(pools[worker - 1].name): \(error.words)"])
      }
    }
  }

  private mutating func take(_ reply: Reply, _ pool: Int) throws {
    switch reply {
    case .greeting:
      greeted.insert(pool)
      heard[pool] = clock.seconds()
    case .surveyed(let bytes):
      if let client = asked[pool]?.first {
        findings[client] = bytes
        asked[pool]?.removeFirst()
      }
    case .failed(let message, let help):
      let name = asked[pool]?.first.map { "\(clients[$0].name), in pool " } ?? ""
      throw ExecutionError.workerFailed(message: "\(name)\(pools[pool].name): \(message)", help: help ?? "")
    default: break
    }
  }

  private func requireLife() throws {
    if clock.seconds() - started > (patience.connect + patience.round).seconds {
      throw ExecutionError.late(
        "the survey of the data was not done within \(patience.round.words)", knob: Patience.roundKnob)
    }
    for pool in pools.indices where !(asked[pool] ?? []).isEmpty {
      let limit = greeted.contains(pool) ? patience.silence : patience.connect + pools[pool].queue
      guard clock.seconds() - (heard[pool] ?? started) > limit.seconds else { continue }
      throw ExecutionError.noWorker(reasons: ["\(pools[pool].name): silent for \(limit.words)"])
    }
  }
}
