package import Determinism
package import Planning
package import Tokenomics

/// Where a run begins: at its first round, or after the last one that is recorded.
package struct StartingPoint: Sendable {
  /// The network's ledger as it stood after so many rounds of the run.
  package struct Opening: Sendable, Equatable {
    package var afterRound: Int
    package var ledger: Ledger

    package init(afterRound: Int, ledger: Ledger) {
      self.afterRound = afterRound
      self.ledger = ledger
    }
  }

  package var roundsDone: Int
  /// The global model after `roundsDone` rounds; nil before the first.
  package var model: [Float]?
  /// One at the start; further ones where the network's ledger had moved on before a resume. None without tokenomics.
  package var openings: [Opening]
  /// What the workers of the rounds before gave for fixed inputs; workers that give other bits are refused.
  package var fingerprint: Digest?
  /// By round, what was decided when the run was recorded: it is replayed, and nothing is decided anew. nil in a run of
  /// its own.
  package var decisions: [Int: [Decision]]?

  package init(
    roundsDone: Int = 0, model: [Float]? = nil, openings: [Opening] = [], fingerprint: Digest? = nil,
    decisions: [Int: [Decision]]? = nil
  ) {
    self.roundsDone = roundsDone
    self.model = model
    self.openings = openings
    self.fingerprint = fingerprint
    self.decisions = decisions
  }
}
