import Batches
import Record

/// What came of a job whose run the record holds to its end.
struct RecordedEnding {
  let run: StoredRun
  let outcome: JobOutcome
  /// nil where the run is a result.
  let failure: Failure?
}

extension Verdict {
  /// - Parameter record: its path.
  /// - Returns: nil where the job is to be trained.
  func ending(record: String) -> RecordedEnding? {
    switch self {
    case .new, .changed, .interrupted: return nil
    case .damaged(let run):
      let verify = Invocation.command("verify \(run.id)", record: record)
      return RecordedEnding(
        run: run, outcome: .failed, failure: Failure(.mismatch, reason, help: "`\(verify)` tells more"))
    case .recorded(let run):
      let outcome: JobOutcome =
        run.status == .missed ? .missed : run.status == .diverged ? .diverged : .skipped
      let show = Invocation.command("show \(run.id)", record: record)
      let failure = Failure(.jobFailed, reason, help: "change the job; `\(show)` tells more")
      return RecordedEnding(run: run, outcome: outcome, failure: outcome.isGood ? nil : failure)
    }
  }
}
