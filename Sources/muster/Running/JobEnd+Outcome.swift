import Batches
import Execution
import Planning

extension JobEnd {
  /// What the end is to whoever asked for the run.
  ///
  /// - Parameters:
  ///   - show: the command that tells more.
  ///   - resume: the command that goes on with it.
  func outcome(_ summary: RunSummary, show: String, resume: String) -> (JobOutcome, Failure?) {
    let goesOn = "`\(resume)` goes on"
    switch result {
    case .success(.completed(success: false)):
      return (.missed, Failure(.jobFailed, summary.missed, help: "`\(show)` tells more"))
    case .success(.completed): return (.succeeded, nil)
    case .success(.diverged(let round, let client)):
      let help = "lower `learning_rate`, or scale the features"
      return (.diverged, Failure(.jobFailed, summary.diverged(round: round, client: client), help: help))
    case .success(.interrupted): return (.interrupted, Failure(.stopped, summary.interrupted, help: goesOn))
    case .success(.late(let reason)): return (.late, Failure(.late, reason, help: goesOn))
    case .success(.failed(let reason)): return (.failed, Failure(.jobFailed, reason))
    case .failure(let error):
      let failure = Failure(error, resume: resume)
      return (JobOutcome(failure.status), failure)
    }
  }
}
