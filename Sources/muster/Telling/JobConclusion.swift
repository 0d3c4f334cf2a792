import Batches
import JobSpec
import Record
import YAMLTree

/// What came of a job that was run by itself, and the refusal that says so.
struct JobConclusion {
  var report: JobReport
  /// nil where nothing failed.
  var failure: Failure?

  /// - Parameter trained: whether this command trained anything.
  init(
    _ outcome: JobOutcome, of job: String, _ stored: StoredRun, trained: Bool, reason: String = "",
    failure: Failure? = nil
  ) {
    report = JobReport(
      id: job, outcome: outcome, reason: failure?.message ?? reason, run: stored.id,
      rounds: stored.roundsDone,
      recordDigest: stored.digest, attempts: trained ? 1 : 0)
    self.failure = failure
  }

  /// It did not come to a run.
  init(refused failure: Failure, of job: String) {
    report = JobReport(id: job, outcome: JobOutcome(failure.status), reason: failure.words)
    self.failure = failure
  }
}

extension JobOutcome {
  /// What a refusal says of the job, as far as its status tells.
  init(_ status: Failure.Status) {
    self =
      switch status {
      case .invalid: .invalid
      case .late: .late
      case .interrupted, .terminated: .interrupted
      default: .failed
      }
  }
}

extension Failure {
  /// Why, in one line.
  var words: String {
    guard message.isEmpty, let first = diagnostics.first(where: { $0.severity == .error }) else {
      return message
    }
    return first.place.map { "\($0.source.name):\($0.start.line):\($0.start.column): " + first.message }
      ?? first.message
  }
}
