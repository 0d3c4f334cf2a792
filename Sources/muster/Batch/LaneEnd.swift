import Batches
import Execution
import JobSpec
import Planning
import Record

extension Lane.End {
  /// Of a job that need not be trained, or cannot be; nil where it is to be.
  init?(id: String, _ verdict: Verdict, record: String) {
    guard let known = verdict.ending(record: record) else { return nil }
    self.init(
      report: JobReport(
        id: id, outcome: known.outcome, reason: verdict.reason, run: known.run.id,
        rounds: known.run.roundsDone, recordDigest: known.run.digest))
    failure = known.failure
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
