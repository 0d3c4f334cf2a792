import Determinism
import Planning

@testable import Record

/// The sample on a bad night: workers of two pools, of which one is lost, one refused and one never reached, and a round
/// in which a client was dropped and another reassigned.
enum Trouble {
  static let decisions: [Int: [Decision]] = [
    2: [
      Decision(client: 0, kind: .reassigned(operator: "mercy")), Decision(client: 1, kind: .dropped),
    ]
  ]

  static let workers: [WorkerFacts] = {
    var far = Sample.worker(1, host: "gamma")
    (far.pool, far.key) = ("gamma", String(repeating: "0f", count: 32))
    return [Sample.worker(0), far]
  }()

  static let losses = [
    WorkerLoss(worker: 0, pool: "local", round: 1, kind: .lost, reason: "silent for 30 s"),
    WorkerLoss(worker: 1, pool: "gamma", round: 2, kind: .refused, reason: "its signature is wrong"),
    WorkerLoss(worker: 2, pool: "delta", round: 2, kind: .lost, reason: "connection refused"),
  ]

  /// In the order of the job, which is not that of their names.
  static let pools: [PoolReport] = {
    var (local, gamma) = (PoolReport(pool: "local"), PoolReport(pool: "gamma"))
    (local.tasks, local.bytesSent, local.bytesReceived, local.seconds) = (5, 1 << 41, 7, 1.5)
    (local.retries, local.losses) = (1, 1)
    (gamma.tasks, gamma.losses, gamma.refused) = (1, 1, "its signature is wrong")
    return [local, gamma]
  }()
}

extension Record {
  /// Begins, plays and ends a run of the sample on a bad night.
  func playTroubled(
    _ inputs: RunInputs = Sample.inputs(), decisions: [Int: [Decision]] = Trouble.decisions,
    ending: RunEnding = .completed(success: true)
  ) throws {
    let writer = try begin(inputs, environment: Sample.environment)
    for worker in Trouble.workers { try writer.observe(.workerJoined(worker)) }
    for loss in Trouble.losses { try writer.observe(.workerLost(loss)) }
    try writer.observe(.waiting(Waiting(round: 1, seconds: 9, left: 1, parties: [])))
    _ = try writer.play(1...inputs.rounds, from: writer.start.ledger, decisions: decisions)
    try writer.observe(.poolsDone(Trouble.pools))
    try writer.observe(.ended(ending))
  }
}
