import Batches
import Determinism

/// Writes what happens in a batch to the JSON log.
final class BatchLog: BatchObserver {
  func observe(_ event: BatchEvent) throws { Standard.event(LogLine(event)) }
}

extension LogLine {
  init(_ event: BatchEvent) {
    switch event {
    case .started(let start):
      self.init(
        "batch_started",
        [
          ("batch", .string(start.name)), ("number", .int(start.number)), ("path", .string(start.path)),
          ("jobs", .array(start.jobs.map(JSON.string))),
        ])
    case .jobStarted(let id, let attempt):
      self.init("job_started", [("job", .string(id)), ("attempt", .int(attempt))])
    case .jobRests(let id, let attempt, let seconds, let reason):
      self.init(
        "job_rests",
        [
          ("job", .string(id)), ("attempt", .int(attempt)), ("seconds", .double(seconds)),
          ("reason", .string(reason)),
        ])
    case .jobEnded(let report): self.init(report)
    case .ended(let report):
      self.init(
        "batch_ended",
        [
          ("batch", .string(report.name)), ("status", .int(Int(report.status))),
          ("seconds", .double(report.seconds)), ("jobs", report.countsJSON),
        ])
    }
  }

  init(_ report: JobReport) {
    self.init(
      "job_ended",
      [
        ("job", .string(report.id)), ("outcome", .string(report.outcome.rawValue)),
        ("reason", .string(report.reason)), ("run", report.run.map(JSON.int) ?? .null),
        ("rounds", report.rounds.map(JSON.int) ?? .null),
        ("record_digest", report.recordDigest.map { .string($0.hex) } ?? .null),
        ("attempts", .int(report.attempts)), ("seconds", .double(report.seconds)),
      ])
  }
}

extension BatchReport {
  /// How many jobs had each outcome, all outcomes named.
  fileprivate var countsJSON: JSON {
    .object(JobOutcome.allCases.map { ($0.rawValue, .int(count(of: $0))) })
  }
}
