import Record

/// How two runs differ: what went into them, and what came out. No more than is recorded: no run is trained.
package struct RunDifference: Sendable, Equatable {
  /// One thing that differs.
  package struct Entry: Sendable, Equatable {
    package var what: String
    /// Of the one run and of the other; nil where it has none.
    package var a: String?
    package var b: String?

    package init(_ what: String, _ a: String?, _ b: String?) {
      self.what = what
      self.a = a
      self.b = b
    }
  }

  /// What differs of one kind.
  package struct Section: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
      case job, settings, data, clients, ledger, decisions, numerics, code, places
    }

    package var kind: Kind
    package var entries: [Entry]
  }

  /// What went in and differs, in the order of the kinds; none is empty.
  package let inputs: [Section]
  /// The first round whose results differ; nil when those that both have are the same.
  package let firstRound: RoundDifference?
  /// How the runs ended, where that differs.
  package let ending: [Entry]
  /// Every metric of the two, differing or not.
  package let metrics: [MetricComparison]
  /// The accounts that earned otherwise, in tokens.
  package let rewards: [Entry]

  package init(_ a: RunFacts, _ b: RunFacts) {
    inputs = InputComparison(a: a, b: b).sections
    firstRound = zip(a.rounds, b.rounds).lazy.compactMap { RoundDifference($0, $1, clients: a.clients) }.first
    ending = Self.endings(a.run, b.run)
    metrics = MetricComparison.all(a.rounds, b.rounds)
    rewards = RewardComparison.entries(a, b)
  }

  /// Whether all results are the same, bit for bit. What went in may differ.
  package var isSame: Bool { firstRound == nil && ending.isEmpty }

  private static func endings(_ a: StoredRun, _ b: StoredRun) -> [Entry] {
    func place(_ run: StoredRun) -> String? {
      run.divergedRound.map { "round \($0), " + (run.divergedClient.map { "client \($0)" } ?? "the aggregate") }
    }
    return Entry.differing([
      ("rounds", String(a.roundsDone), String(b.roundsDone)), ("status", a.status.rawValue, b.status.rawValue),
      ("diverged in", place(a), place(b)),
    ])
  }
}

extension RunDifference.Entry {
  static func differing(_ candidates: [(what: String, a: String?, b: String?)]) -> [Self] {
    candidates.filter { $0.a != $0.b }.map { Self($0.what, $0.a, $0.b) }
  }

  /// Compares what two lists hold under the same names: those of the one in its order, then what only the other has.
  static func differing(_ a: [(String, String)], _ b: [(String, String)]) -> [Self] {
    let (inA, inB) = (lookup(a), lookup(b))
    let names = a.map(\.0) + b.map(\.0).filter { inA[$0] == nil }
    return differing(names.map { ($0, inA[$0], inB[$0]) })
  }

  private static func lookup(_ pairs: [(String, String)]) -> [String: String] {
    Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
