extension JobOutcome {
  /// After the job's id: "train was late".
  package var words: String {
    switch self {
    case .succeeded: "succeeded"
    case .skipped: "was skipped"
    case .missed: "missed its criterion of success"
    case .diverged: "diverged"
    case .invalid: "is invalid"
    case .failed: "failed"
    case .late: "was late"
    case .blocked: "was blocked"
    case .overBudget: "is over the budget"
    case .interrupted: "was interrupted"
    }
  }
}
