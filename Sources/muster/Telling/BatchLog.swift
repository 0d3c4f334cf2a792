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

  init(_ report: JobReport) { self.init("job_ended", report.members) }
}

extension JobReport {
  /// For programs. Keys are added, never changed.
  var members: [(key: String, value: JSON)] {
    [
      ("job", .string(id)), ("outcome", .string(outcome.rawValue)), ("reason", .string(reason)),
      ("run", run.map(JSON.int) ?? .null), ("rounds", rounds.map(JSON.int) ?? .null),
      ("record_digest", recordDigest.map { .string($0.hex) } ?? .null), ("attempts", .int(attempts)),
      ("seconds", .double(seconds)),
    ]
  }
}

extension BatchReport {
  /// How many jobs had each outcome, all outcomes named.
  fileprivate var countsJSON: JSON {
    .object(JobOutcome.allCases.map { ($0.rawValue, .int(count(of: $0))) })
  }
}
