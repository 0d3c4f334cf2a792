import Determinism
import GRDB
package import Planning
import Tokenomics

/// Writes a run as it happens: one transaction a round.
package final class RunWriter: RunObserver {
  /// The run's number in the record.
  package let run: Int
  /// Where the run begins or goes on.
  package let start: RunStart

  private let record: Record
  private let attempt: Int
  private let economy: EconomyRules?
  private var ledger: Ledger?
  private var lastSequence: Int
  private var lastRound: Int
  private var hasEnded = false
  private var losses = 0

  init(
    record: Record, run: Int, attempt: Int, economy: EconomyRules?, start: RunStart, lastSequence: Int
  ) {
    self.record = record
    self.run = run
    self.attempt = attempt
    self.economy = economy
    self.start = start
    self.lastSequence = lastSequence
    ledger = start.ledger
    lastRound = start.afterRound
  }

  package func observe(_ event: RunEvent) throws(RecordError) {
    if hasEnded { throw record.refusal("run \(run) has ended; nothing can follow") }
    switch event {
    case .workerJoined(let facts):
      try record.write { db in try WorkerRows.insert(db, facts, run: run, attempt: attempt) }
    case .workerLost(let loss): try store(loss)
    case .waiting: break
    case .poolsDone(let reports):
      try record.write { db in
        for report in reports { try WorkerRows.insert(db, report, run: run, attempt: attempt) }
      }
    case .roundFinished(let outcome): try store(outcome)
    case .ended(let ending): try store(ending)
    }
  }

  private func store(_ loss: WorkerLoss) throws(RecordError) {
    let lost = record.now()
    try record.write { db in
      try WorkerRows.insert(db, loss, number: losses + 1, lost: lost, run: run, attempt: attempt)
    }
    losses += 1
  }

  private func store(_ outcome: RoundOutcome) throws(RecordError) {
    try check(outcome)
    let next = try ledgerAfter(outcome)
    let now = record.now()
    try record.write { db in
      try RoundRows.insert(db, outcome, run: run, attempt: attempt, finished: now)
      if let economy, let next {
        try LedgerRows.pay(
          db, outcome.rewards, network: economy.network, after: lastSequence, ledger: next, run: run,
          round: outcome.round)
      }
    }
    ledger = next
    lastSequence += outcome.rewards.count
    lastRound = outcome.round
  }

  private func check(_ outcome: RoundOutcome) throws(RecordError) {
    if outcome.round != lastRound + 1 {
      throw record.refusal("run \(run) has \(lastRound) rounds; round \(outcome.round) cannot follow")
    }
    if let reason = RoundRows.notFinite(outcome) { throw record.refusal("run \(run): \(reason)") }
    if economy == nil, !outcome.rewards.isEmpty {
      throw record.refusal("run \(run) has rewards but its job has no network")
    }
  }

  private func ledgerAfter(_ outcome: RoundOutcome) throws(RecordError) -> Ledger? {
    do {
      return try ledger?.afterRound(rewards: outcome.rewards, maxSupply: economy?.maxSupply)
    } catch {
      throw record.refusal("run \(run), round \(outcome.round): \(error)")
    }
  }

  private func store(_ ending: RunEnding) throws(RecordError) {
    let now = record.now().description
    let stop = AttemptEnding(ending)
    try record.write { db in
      try db.execute(
        sql: "UPDATE attempt SET finished = ?, ending = ?, reason = ? WHERE run = ? AND attempt = ?",
        arguments: [now, stop.word, stop.reason, run, attempt])
      guard let (outcome, round, client) = ending.row else { return }
      try db.insert(into: ResultTables.ending, run, outcome, lastRound, round, client)
      try RunSeal.compute(db, run: run).insert(db, run: run)
    }
    hasEnded = true
    try record.flush()
  }
}

extension RunEnding {
  /// nil when the run may go on.
  fileprivate var row: (outcome: String, round: Int?, client: Int?)? {
    switch self {
    case .completed(let success): (success == false ? "missed" : "succeeded", nil, nil)
    case .diverged(let round, let client): ("diverged", round, client)
    case .interrupted, .failed, .late: nil
    }
  }
}

extension Record {
  func refusal(_ reason: String) -> RecordError { .refused(path: path, reason: reason) }
}
