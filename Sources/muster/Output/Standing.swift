import Planning

/// How a plan stands to what the record holds.
enum Standing {
  /// No run of this job is recorded.
  case new
  /// This very run is recorded.
  case recorded(run: Int, status: String)
  /// An earlier run of the job is recorded that differs in these fields, or only in its data or arithmetic.
  case changed(since: Int, [FieldDifference])

  func text(_ plan: Plan) -> String {
    switch self {
    case .new: return "This job has not run in this record yet."
    case .recorded(let run, let status): return "Run \(run) is this very run: \(status)."
    case .changed(let run, let fields):
      guard !fields.isEmpty else { return "Since run \(run) the contents of the data files have changed." }
      return "Changed since run \(run):\n" + fields.map { "  " + $0.text }.joined(separator: "\n")
    }
  }

  var hasChanges: Bool {
    if case .recorded(_, let status) = self { status == "interrupted" } else { true }
  }
}

extension FieldDifference {
  var text: String {
    switch (before, after) {
    case (let before?, let after?): "\(path): \(before) → \(after)"
    case (nil, let after?): "\(path): \(after) (new)"
    case (let before?, nil): "\(path): was \(before)"
    case (nil, nil): path
    }
  }
}
