import Determinism
import Record
import Reporting

/// What pruning did, or would do.
struct PruneText {
  let verdicts: [PruneVerdict]
  /// nil of a dry run.
  let outcome: PruneOutcome?

  var text: String {
    let pruned = verdicts.filter { $0.kept == nil }
    if pruned.isEmpty { return "nothing to prune" }
    var table = TextTable(("", .left), ("name", .left), ("ended", .left), ("frees", .right))
    for candidate in pruned.map(\.candidate) {
      table.add(
        "\(candidate.kind.rawValue) \(candidate.number)", candidate.name, candidate.ended?.description ?? "",
        size(candidate))
    }
    return table.text() + "\n\n" + conclusion(pruned)
  }

  private func conclusion(_ pruned: [PruneVerdict]) -> String {
    guard let outcome else {
      return
        "would be pruned: \(count(pruned)), with \(bytes(pruned)) of models; nothing was changed, --yes does it"
    }
    return "pruned: \(count(pruned)); the record had \(Figures.bytes(Double(outcome.before))), "
      + "now \(Figures.bytes(Double(outcome.after)))"
  }

  /// "3 runs and 1 batch".
  private func count(_ verdicts: [PruneVerdict]) -> String {
    let runs = verdicts.count { $0.candidate.kind == .run }
    let batches = verdicts.count - runs
    return [(runs, "run"), (batches, "batch")].filter { $0.0 > 0 }
      .map { Figures.counted($0.0, $0.1) }.joined(separator: " and ")
  }

  private func bytes(_ verdicts: [PruneVerdict]) -> String {
    let runs = verdicts.map(\.candidate).filter { $0.kind == .run }
    return Figures.bytes(Double(runs.reduce(0) { $0 + $1.size }))
  }

  private func size(_ candidate: PruneCandidate) -> String {
    switch candidate.kind {
    case .run: Figures.bytes(Double(candidate.size))
    case .batch: Figures.counted(candidate.size, "row")
    }
  }

  /// For programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("dry_run", .bool(outcome == nil)),
      ("runs", .array(json(.run, size: "bytes"))), ("batches", .array(json(.batch, size: "rows"))),
      ("bytes_before", outcome.map { .int($0.before) } ?? .null),
      ("bytes_after", outcome.map { .int($0.after) } ?? .null),
    ])
  }

  private func json(_ kind: PruneCandidate.Kind, size: String) -> [JSON] {
    verdicts.filter { $0.candidate.kind == kind }.map { verdict in
      .object([
        (kind.rawValue, .int(verdict.candidate.number)), ("name", .string(verdict.candidate.name)),
        ("ended", verdict.candidate.ended.map { .string($0.description) } ?? .null),
        (size, .int(verdict.candidate.size)), ("prune", .bool(verdict.kept == nil)),
        ("kept", verdict.kept.map(JSON.string) ?? .null),
      ])
    }
  }
}
