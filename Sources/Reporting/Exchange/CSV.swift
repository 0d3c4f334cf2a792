import Determinism
import Kernel
import Planning
import Record

/// Runs as comma-separated values (RFC 4180, lines end in a line feed): a line a run and round, empty where nothing was
/// measured. Numbers are exact: read back they are the same doubles.
struct CSV {
  let runs: [RunFacts]

  private static let columns =
    ["run", "job", "round", "clients", "dropped", "reassigned", "training_loss"]
    + EvaluationMetric.allCases.map { $0 == .loss ? "test_loss" : $0.rawValue } + ["seconds", "model_digest"]

  var text: String {
    ([Self.columns.joined(separator: ",")] + runs.flatMap { run in run.rounds.map { line($0, of: run) } })
      .joined(separator: "\n") + "\n"
  }

  private func line(_ round: StoredRound, of run: RunFacts) -> String {
    let dropped = round.decisions.count { $0.kind == .dropped }
    let scores = EvaluationMetric.allCases.map { metric in
      round.evaluation.map { number($0.value(of: metric)) } ?? ""
    }
    let cells =
      [
        "\(run.run.id)", run.run.job.guardedAgainstFormulas.csvField, "\(round.round)",
        "\(round.clients.count)", "\(dropped)",
        "\(round.decisions.count - dropped)", number(round.trainingLoss),
      ] + scores + [number(round.seconds), round.modelDigest.hex]
    return cells.joined(separator: ",")
  }

  /// Empty for a metric that the model has not.
  private func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }
}
