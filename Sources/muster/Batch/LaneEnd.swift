import Batches
import Execution
import JobSpec
import Planning
import Record

extension Lane.End {
  /// Of a job that need not be trained, or cannot be; nil where it is to be.
  init?(id: String, _ verdict: Verdict, record: String) {
    let run: StoredRun
    switch verdict {
    case .new, .changed, .interrupted: return nil
    case .recorded(let stored), .damaged(let stored): run = stored
    }
    let outcome = JobOutcome(verdict, run)
    self.init(
      report: JobReport(
        id: id, outcome: outcome, reason: verdict.reason, run: run.id, rounds: run.roundsDone,
        recordDigest: run.digest))
    guard !outcome.isGood else { return }
    let command = outcome == .failed ? "verify \(run.id)" : "show \(run.id)"
    failure = Failure(
      .jobFailed, verdict.reason,
      help: "change the job; `\(Invocation.command(command, record: record))` tells more")
  }

  /// Of a job that could not be begun.
  init(id: String, _ error: any Error) {
    let failure = Failure(error) ?? Failure(.bug, "\(error)")
    let reason = failure.words
    self.init(report: JobReport(id: id, outcome: JobOutcome(failure.status), reason: reason))
    self.failure = failure
    cause = failure.status.cause
  }

  /// Of a run, however it ended.
  ///
  /// - Parameter batch: the command that goes on with it.
  init(id: String, _ end: JobEnd, _ verdict: Verdict, in record: Record, batch: String) throws {
    let summary = try RunSummary(end, in: record, workers: nil)
    let show = Invocation.command("show \(end.run)", record: record.path)
    let (outcome, failure) = end.outcome(summary, show: show, resume: batch)
    self.init(
      report: JobReport(
        id: id, outcome: outcome, reason: failure?.message ?? verdict.reason, run: end.run,
        rounds: summary.stored.roundsDone, recordDigest: summary.stored.digest, attempts: 1,
        seconds: end.seconds))
    self.failure = failure
    if case .failure(.tooFewClients) = end.result { cause = .deadline } else { cause = failure?.status.cause }
  }
}

extension Lane.End {
  /// No signal stopped it: the batch's lanes have trained for as long as they may.
  mutating func runOutOfTime(goingOnWith batch: String) {
    let reason = "the batch trained for as long as its budget allows"
    (report.outcome, report.reason) = (.overBudget, reason)
    failure = Failure(
      .jobFailed, reason, help: "raise `budget.time` in the batch, or let `\(batch)` go on with it")
  }
}

extension JobOutcome {
  /// Of a job that the record holds to its end.
  fileprivate init(_ verdict: Verdict, _ run: StoredRun) {
    if case .damaged = verdict {
      self = .failed
      return
    }
    self = run.status == .missed ? .missed : run.status == .diverged ? .diverged : .skipped
  }
}

extension Failure.Status {
  /// What may pass by itself.
  fileprivate var cause: BatchJob.Retry.Cause? {
    switch self {
    case .noWorker: .workers
    case .late: .deadline
    default: nil
    }
  }
}
