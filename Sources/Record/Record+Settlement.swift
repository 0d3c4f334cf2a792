import GRDB
import Tokenomics

extension Record {
  /// What each account earned in a run and was not settled, by account in the order of Unicode scalars.
  ///
  /// - Throws: `unknownRun`.
  package func payable(of run: Int) throws(RecordError) -> [Payable] {
    _ = try self.run(run)
    return try read { db in
      let settled = try SettlementRows.fetch(db, run: run)?.entries.map(\.account) ?? []
      return try SettlementRows.earned(db, run: run).filter { one in
        !settled.contains { $0.utf8.elementsEqual(one.account.utf8) }
      }
    }
  }

  /// nil when the run was not settled.
  package func settlement(of run: Int) throws(RecordError) -> StoredSettlement? {
    try read { db in try SettlementRows.fetch(db, run: run) }
  }

  /// Records that a run's rewards were paid out: each entry's amount moves from its account to `@settled`.
  ///
  /// - Throws: `refused` unless the run has ended, pays a network, was neither settled nor imported (the record that it
  ///   came from may settle it too), and every entry is all that its account earned in the run.
  package func settle(run: Int, _ settlement: StoredSettlement) throws(RecordError) {
    let stored = try self.run(run)
    guard stored.digest != nil else {
      throw refusal("run \(run) has not ended; only a whole run can be settled")
    }
    guard let network = stored.network else {
      throw refusal("run \(run) pays nobody; there is nothing to settle")
    }
    try write { db in
      if let origin = try CareRows.origin(db, run: run) {
        throw refusal(
          "run \(run) was imported from \(origin.path), run \(origin.number) there; settle it there")
      }
      if try SettlementRows.fetch(db, run: run) != nil { throw refusal("run \(run) is settled already") }
      if let reason = try SettlementRows.contradiction(db, settlement, run: run) {
        throw refusal("the settlement of run \(run) does not fit: \(reason)")
      }
      let ledger = try LedgerRows.current(db, network: network)
      try SettlementRows.insert(db, settlement, run: run, height: ledger.height)
      try LedgerRows.settle(
        db, settlement.transfers, network: network, ledger: try ledger.applying(settlement.transfers),
        run: run)
    }
  }
}

extension StoredSettlement {
  /// What it moves in the ledger, entry by entry.
  var transfers: [Transfer] {
    entries.map { Transfer(debit: $0.account, credit: settledAccount, amount: $0.amount) }
  }
}
