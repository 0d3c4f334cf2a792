package import Tokenomics

/// Where a run goes on, and with what.
package struct RunStart: Sendable, Equatable {
  /// The rounds already finished; 0 at the beginning.
  package var afterRound: Int
  /// The global model after that round; nil at the beginning.
  package var model: [Float]?
  /// The network's ledger at that moment; nil when the job pays nobody.
  package var ledger: Ledger?

  package init(afterRound: Int, model: [Float]?, ledger: Ledger?) {
    self.afterRound = afterRound
    self.model = model
    self.ledger = ledger
  }
}
