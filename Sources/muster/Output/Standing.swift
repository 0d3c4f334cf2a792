import Planning

/// How a plan stands to what the record holds.
enum Standing {
  /// No run of this job is recorded.
  case new
  /// This very run is recorded.
  case recorded(run: Int, status: String)
  /// An earlier run of the job is recorded that differs in this.
  case changed(since: Int, Change)

  struct Change: Equatable {
    var fields: [FieldDifference]
    /// Whether the contents of the data files are others.
    var data: Bool
    /// Whether this muster's arithmetic gives other bits than that of the run.
    var arithmetic: Bool
  }

  func text(_ plan: Plan) -> String {
    switch self {
    case .new: return "This job has not run in this record yet."
    case .recorded(let run, let status): return "Run \(run) is this very run: \(status)."
    case .changed(let run, let change):
      return (["Changed since run \(run):"] + change.lines.map { "  " + $0 }).joined(separator: "\n")
    }
  }

  /// Whether running the plan would do something.
  var hasChanges: Bool {
    if case .recorded(_, let status) = self { status == "interrupted" } else { true }
  }
}

extension Standing.Change {
  fileprivate var lines: [String] {
    fields.map(\.text) + (data ? ["the contents of the data files"] : [])
      + (arithmetic ? ["the arithmetic of muster itself"] : [])
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
