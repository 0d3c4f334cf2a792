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
    if outcome == .failed {
      failure = Failure(
        .jobFailed, verdict.reason,
        help: "`\(Invocation.command("verify \(run.id)", record: record))` tells more")
    }
  }

  /// Of a job that could not be begun.
  init(id: String, _ error: any Error) {
    let failure = Failure(error) ?? Failure(.bug, "\(error)")
    let reason = failure.diagnostics.first.map(\.headline) ?? failure.message
    self.init(report: JobReport(id: id, outcome: JobOutcome(failure.status), reason: reason))
    self.failure = failure
    cause = failure.status.cause
  }

  /// Of a run, however it ended.
  init(id: String, _ end: JobEnd, _ verdict: Verdict, in record: Record) throws {
    let summary = try RunSummary(end, in: record, workers: nil)
    self.init(
      report: JobReport(
        id: id, outcome: .succeeded, reason: verdict.reason, run: end.run, rounds: summary.stored.roundsDone,
        recordDigest: summary.stored.digest, attempts: 1, seconds: end.seconds))
    switch end.result {
    case .success(.completed(success: false)): take(.missed, Failure(.jobFailed, summary.missed))
    case .success(.completed): break
    case .success(.diverged(let round, let client)):
      take(.diverged, Failure(.jobFailed, summary.diverged(round: round, client: client)))
    case .success(.interrupted): take(.interrupted, Failure(.stopped, summary.interrupted))
    case .success(.late(let reason)): take(.late, Failure(.late, reason))
    case .success(.failed(let reason)): take(.failed, Failure(.jobFailed, reason))
    case .failure(let error):
      let failure = Failure(error, resume: nil)
      take(JobOutcome(failure.status), failure)
      if case .tooFewClients = error { cause = .deadline }
    }
  }

  private mutating func take(_ outcome: JobOutcome, _ failure: Failure) {
    (report.outcome, report.reason) = (outcome, failure.message)
    (self.failure, cause) = (failure, failure.status.cause)
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

  fileprivate init(_ status: Failure.Status) {
    switch status {
    case .invalid: self = .invalid
    case .late: self = .late
    case .interrupted, .terminated: self = .interrupted
    default: self = .failed
    }
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

extension Diagnostic {
  /// Its place and message, without the line it is about.
  fileprivate var headline: String { String(rendered.prefix { !$0.isNewline }) }
}
