import GRDB
import Tokenomics

/// The rows of settlements.
enum SettlementRows {
  static func insert(_ db: Database, _ settlement: StoredSettlement, run: Int, height: Int) throws {
    try db.insert(
      into: LedgerTables.settlement, run, settlement.target, settlement.chainID, settlement.token,
      settlement.root, String(settlement.total), height, settlement.settled.description)
    for entry in settlement.entries {
      try db.insert(
        into: LedgerTables.settlementEntry, run, entry.account, entry.address, String(entry.amount))
    }
  }

  static func fetch(_ db: Database, run: Int) throws -> StoredSettlement? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM settlement WHERE run = ?", arguments: [run])
    else { return nil }
    let entries = try Row.fetchAll(
      db, sql: "SELECT * FROM settlement_entry WHERE run = ? ORDER BY account", arguments: [run])
    return StoredSettlement(
      target: try row.text("target"), chainID: try row.count("chain_id"),
      token: try row.optionalText("token"),
      root: try row.text("root"), total: try row.amount("total"), settled: try row.time("settled"),
      entries: try entries.map {
        StoredSettlement.Entry(
          account: try $0.text("account"), address: try $0.text("address"), amount: try $0.amount("amount"))
      })
  }

  /// What the settlements of a network's runs moved, in the order in which they were made.
  static func moves(_ db: Database, network: String) throws -> [LedgerWalk.Settlement] {
    let settlements = try Row.fetchAll(
      db,
      sql: """
        SELECT run, height FROM settlement JOIN run USING (run) WHERE network = ? ORDER BY height,
          (SELECT min(sequence) FROM transfer AS t WHERE t.run = settlement.run AND t.reason = 'settlement')
        """, arguments: [network])
    return try settlements.map { row in
      let run = try row.count("run")
      let transfers = try Row.fetchAll(
        db, sql: "SELECT * FROM transfer WHERE run = ? AND reason = 'settlement' ORDER BY sequence",
        arguments: [run])
      return LedgerWalk.Settlement(
        run: run, height: try row.count("height"), transfers: try transfers.map(LedgerRows.transfer))
    }
  }

  /// What each account earned in a run, by account in the order of Unicode scalars.
  static func earned(_ db: Database, run: Int) throws -> [Payable] {
    var earned: [Payable] = []
    for earning in try EarningReading.earnings(db, run: run) {
      guard let last = earned.last, last.account.utf8.elementsEqual(earning.account.utf8) else {
        earned.append(Payable(account: earning.account, amount: earning.amount))
        continue
      }
      let (sum, overflow) = last.amount.addingReportingOverflow(earning.amount)
      if overflow { throw StoredValueError(column: "amount", expected: "amount that can be added up") }
      earned[earned.count - 1].amount = sum
    }
    return earned
  }

  /// - Returns: what a settlement says that the run's rewards do not; nil when it fits.
  static func contradiction(_ db: Database, _ settlement: StoredSettlement, run: Int) throws -> String? {
    if settlement.entries.isEmpty { return "it pays nobody" }
    let earned = try earned(db, run: run)
    for entry in settlement.entries {
      let amount = earned.first { $0.account.utf8.elementsEqual(entry.account.utf8) }?.amount ?? 0
      if amount != entry.amount {
        return "\(entry.account) earned \(amount), the settlement pays out \(entry.amount)"
      }
    }
    let (sum, overflow) = settlement.entries.reduce((BaseUnits(0), false)) { total, entry in
      let (sum, overflow) = total.0.addingReportingOverflow(entry.amount)
      return (sum, total.1 || overflow)
    }
    return overflow || sum != settlement.total ? "its entries do not add up to \(settlement.total)" : nil
  }
}
