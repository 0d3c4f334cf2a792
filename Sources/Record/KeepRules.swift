/// What pruning leaves whole: whatever one of the rules speaks for.
package struct KeepRules: Sendable, Equatable {
  /// So many of each name, the newest; nil speaks for none.
  package var last: Int?
  /// Whatever ended since; nil speaks for none.
  package var since: Timestamp?
  /// Whatever succeeded.
  package var successful: Bool

  package init(last: Int? = nil, since: Timestamp? = nil, successful: Bool = false) {
    self.last = last
    self.since = since
    self.successful = successful
  }
}

/// A run or a batch that may be pruned.
package struct PruneCandidate: Sendable, Equatable {
  package enum Kind: String, Sendable { case run, batch }

  package var kind: Kind
  /// The run's, or the batch's, in this record.
  package var number: Int
  /// The job's, or the batch's: `last` counts among those of one name.
  package var name: String
  /// nil while it may go on: then it is kept.
  package var ended: Timestamp?
  package var succeeded: Bool
  /// What pruning it frees: a model's bytes; of a batch, its rows.
  package var size: Int
}

/// What becomes of a candidate.
package struct PruneVerdict: Sendable, Equatable {
  package var candidate: PruneCandidate
  /// Why it is kept, in words; nil when it is pruned.
  package var kept: String?
}

extension KeepRules {
  /// A verdict for each candidate, in their order.
  ///
  /// - Parameter candidates: oldest first.
  package func verdicts(on candidates: [PruneCandidate]) -> [PruneVerdict] {
    var newer: [[String]: Int] = [:]
    let reversed = candidates.reversed().map { candidate in
      let name = [candidate.kind.rawValue, candidate.name]
      let place = newer[name, default: 0]
      if candidate.ended != nil { newer[name] = place + 1 }
      return PruneVerdict(candidate: candidate, kept: reason(toKeep: candidate, newer: place))
    }
    return reversed.reversed()
  }

  /// - Parameter newer: how many of its name ended after it.
  private func reason(toKeep candidate: PruneCandidate, newer: Int) -> String? {
    guard let ended = candidate.ended else { return "it may go on" }
    if let last, newer < last { return last == 1 ? "the newest" : "one of the newest \(last)" }
    if let since, ended >= since { return "ended since \(since)" }
    return successful && candidate.succeeded ? "it succeeded" : nil
  }
}
