import Batches
import Reporting

extension BatchReport {
  private static let failuresShown = 3

  /// What came of a batch, in one line: "muster: nightly: 3 ran, 96 skipped, 1 failed (train: …) in 12.0 s".
  var summary: String {
    let failures = jobs.filter { $0.outcome.isFailure }
    let parts: [String?] = [
      counted(.succeeded, "ran"), counted(.skipped, "skipped"),
      failures.isEmpty ? nil : "\(failures.count) failed (\(Self.words(failures)))",
      counted(.blocked, "blocked"), counted(.overBudget, "over budget"), counted(.interrupted, "interrupted"),
    ]
    let words = parts.compactMap(\.self).joined(separator: ", ")
    return "muster: \(name): \(words.isEmpty ? "no job ran" : words) in \(Figures.seconds(seconds))"
  }

  private func counted(_ outcome: JobOutcome, _ word: String) -> String? {
    let count = count(of: outcome)
    return count == 0 ? nil : "\(count) \(word)"
  }

  private static func words(_ failures: [JobReport]) -> String {
    let shown = failures.prefix(failuresShown).map { "\($0.id): \($0.outcome.label)\($0.briefReason)" }
    let more = failures.count - shown.count
    return shown.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
  }
}

extension JobReport {
  /// What came of a job that was run by itself, in one line: "muster: points: succeeded (run 1) in 3.1 s".
  var summary: String {
    let run = run.map { " (run \($0))" } ?? ""
    let why = outcome.isGood ? "" : briefReason
    return "muster: \(id): \(outcome.label)\(run)\(why) in \(Figures.seconds(seconds))"
  }

  private static let longestReason = 160

  /// The reason's beginning, after a comma; empty where there is none.
  fileprivate var briefReason: String {
    let line = reason.prefix { !$0.isNewline }
    guard !line.isEmpty else { return "" }
    return ", " + (line.count <= Self.longestReason ? line : line.prefix(Self.longestReason - 1) + "…")
  }
}

extension JobOutcome {
  /// In a list of what came of jobs.
  fileprivate var label: String { self == .overBudget ? "over budget" : rawValue }
}
