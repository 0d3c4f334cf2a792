package import Determinism
package import Tokenomics

/// Where a run goes on, and with what.
package struct RunStart: Sendable, Equatable {
  /// The rounds already finished; 0 at the beginning.
  package var afterRound: Int
  /// The global model after that round; nil at the beginning.
  package var model: [Float]?
  /// The network's ledger at that moment; nil when the job pays nobody.
  package var ledger: Ledger?
  /// What the kernels of the workers that trained the finished rounds return for fixed inputs; nil at the
  /// beginning. The rounds to come must have the same, or the run would be of two numerics.
  package var fingerprint: Digest?

  package init(afterRound: Int, model: [Float]?, ledger: Ledger?, fingerprint: Digest?) {
    self.afterRound = afterRound
    self.model = model
    self.ledger = ledger
    self.fingerprint = fingerprint
  }
}
