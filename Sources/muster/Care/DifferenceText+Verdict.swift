import Record
import Reporting

extension DifferenceText {
  /// What the difference comes to, in a sentence or two.
  var verdict: String {
    if difference.isSame {
      return "The results are the same, bit for bit."
        + (causes.isEmpty ? "" : " What went in differs: \(causes).")
    }
    if difference.firstRound == nil, a.run.roundsDone != b.run.roundsDone {
      let shared = min(a.run.roundsDone, b.run.roundsDone)
      return
        (shared == 0
        ? "There are no results to compare: one of them has no round."
        : "The results are the same, bit for bit, for the \(Figures.counted(shared, "round")) that both have.")
        + reason
    }
    return "The results differ." + reason
  }

  private var reason: String {
    if !causes.isEmpty { return " What went in differs: \(causes)." }
    if difference.inputs.contains(where: { $0.kind == .numerics }) {
      return " What went in is the same, but not the numerics: another BLAS or CPU gives other bits, "
        + "so that equality cannot be expected. `numerics: portable` gives the same bits everywhere."
    }
    if a.run.digest == nil || b.run.digest == nil { return " A run that has not ended may yet go on." }
    return
      " What went in is the same, so one of them is not what its job gives: `muster verify` tells whether "
      + "a record was changed, `muster reproduce` which run can be had again."
  }

  /// The kinds of inputs that decide about results: "the job (2), the data (1)".
  private var causes: String {
    difference.inputs.filter(\.kind.decides).map { "\($0.kind.phrase) (\($0.entries.count))" }
      .joined(separator: ", ")
  }
}

extension RunDifference.Section.Kind {
  /// Whether results are a function of it. Numerics are too, but one that is told apart.
  fileprivate var decides: Bool { [.job, .data, .clients, .ledger, .decisions].contains(self) }

  var title: String {
    switch self {
    case .job: "The job"
    case .settings: "Settings, which took the place of what the job's files say"
    case .data: "The data"
    case .clients: "The clients"
    case .ledger: "The ledger, in tokens"
    case .decisions: "Decisions"
    case .numerics: "Numerics"
    case .code: "Code"
    case .places: "Where it ran, which changes no result"
    }
  }

  fileprivate var phrase: String {
    switch self {
    case .job: "the job"
    case .data: "the data"
    case .clients: "the clients"
    case .ledger: "the opening ledger"
    case .decisions: "what was decided of late clients"
    case .settings, .numerics, .code, .places: rawValue
    }
  }
}
