import Tokenomics

@testable import Record

/// What only verification and tests look at.
extension Record {
  /// What a run's digests are now, recomputed from the rows.
  func seal(of run: Int) throws -> RunSeal { try read { db in try RunSeal.compute(db, run: run) } }

  /// A network's ledger as it stands: empty for one that has not begun.
  func ledger(of network: String) throws -> Ledger {
    try read { db in try LedgerRows.current(db, network: network) }
  }

  func checkpoint(of run: Int) throws -> Checkpoint? {
    try read { db in try CheckpointRows.fetch(db, run: run) }
  }
}
