import Determinism
import Kernel
import Record
import Reporting

extension DifferenceText {
  /// For programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("same_results", .bool(difference.isSame)), ("a", a.run.json), ("b", b.run.json),
      (
        "inputs",
        .object(
          RunDifference.Section.Kind.allCases.map { kind in
            (kind.rawValue, entries(difference.inputs.first { $0.kind == kind }?.entries ?? []))
          })
      ),
      (
        "first_different_round",
        difference.firstRound.map {
          .object([("round", .int($0.round)), ("differences", entries($0.entries))])
        }
          ?? .null
      ),
      ("ending", entries(difference.ending)), ("metrics", .array(difference.metrics.map(metric))),
      ("rewards", entries(difference.rewards)),
    ])
  }

  private func entries(_ entries: [RunDifference.Entry]) -> JSON {
    .array(
      entries.map {
        .object([
          ("what", .string($0.what)), ("a", $0.a.map(JSON.string) ?? .null),
          ("b", $0.b.map(JSON.string) ?? .null),
        ])
      })
  }

  private func metric(_ metric: MetricComparison) -> JSON {
    .object([
      ("metric", .string(metric.metric.rawValue)), ("last_a", score(metric.lastA)),
      ("last_b", score(metric.lastB)),
      ("best_a", score(metric.bestA)), ("best_b", score(metric.bestB)),
    ])
  }

  private func score(_ score: MetricComparison.Score?) -> JSON {
    score.map { .object([("value", .double($0.value)), ("round", .int($0.round))]) } ?? .null
  }
}
