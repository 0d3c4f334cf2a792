import Determinism
import GRDB
import Tokenomics

/// The ledgers' rows.
enum LedgerRows {
  /// The ledger as it stands; its height counts the rounds of all the network's runs.
  static func current(_ db: Database, network: String) throws -> Ledger {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, balance FROM account WHERE network = ?", arguments: [network])
    let balances = try rows.map {
      Ledger.Balance(account: try $0.text("name"), amount: try $0.amount("balance"))
    }
    let height = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM round JOIN run USING (run) WHERE network = ?", arguments: [network])
    return Ledger(balances: balances, height: height ?? 0)
  }

  static func isKnown(_ db: Database, network: String) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT 1 FROM network WHERE name = ?", arguments: [network]) ?? false
  }

  static func lastSequence(_ db: Database, network: String) throws -> Int {
    try db.largest("sequence", in: LedgerTables.transfer, where: "network = ?", [network])
  }

  /// What a network began with, in the ledger's order.
  static func genesis(_ db: Database, network: String) throws -> [Transfer] {
    try Row.fetchAll(
      db,
      sql:
        "SELECT debit, credit, amount FROM transfer WHERE network = ? AND reason = 'genesis' ORDER BY sequence",
      arguments: [network]
    ).map(transfer)
  }

  static func transfer(_ row: Row) throws -> Transfer {
    Transfer(debit: try row.text("debit"), credit: try row.text("credit"), amount: try row.amount("amount"))
  }

  /// Begins a network: its token and its genesis.
  static func begin(_ db: Database, _ rules: EconomyRules, ledger: Ledger) throws {
    try db.insert(
      into: InputTables.network, rules.network, rules.symbol, rules.decimals,
      rules.maxSupply.map { String($0) })
    try begin(db, network: rules.network, genesis: rules.genesisTransfers(), ledger: ledger)
  }

  /// - Parameter ledger: what the genesis gives.
  static func begin(_ db: Database, network: String, genesis: [Transfer], ledger: Ledger) throws {
    try storeBalances(db, network: network, of: genesis, in: ledger)
    for (index, transfer) in genesis.enumerated() {
      try insert(
        db, transfer, network: network, sequence: index + 1, reason: "genesis", run: nil, round: nil)
    }
  }

  /// Pays a round's rewards.
  ///
  /// - Parameter ledger: the network's ledger after them.
  static func pay(
    _ db: Database, _ rewards: [Reward], network: String, after sequence: Int, ledger: Ledger, run: Int,
    round: Int
  ) throws {
    try storeBalances(db, network: network, of: rewards.map(\.transfer), in: ledger)
    for (index, reward) in rewards.enumerated() {
      try insert(
        db, reward.transfer, network: network, sequence: sequence + index + 1, reason: reward.reason.rawValue,
        run: run, round: round)
    }
  }

  /// Pays out a run's settlement.
  ///
  /// - Parameter ledger: the network's ledger after it.
  static func settle(_ db: Database, _ transfers: [Transfer], network: String, ledger: Ledger, run: Int) throws {
    let sequence = try lastSequence(db, network: network)
    try storeBalances(db, network: network, of: transfers, in: ledger)
    for (index, transfer) in transfers.enumerated() {
      try insert(
        db, transfer, network: network, sequence: sequence + index + 1, reason: "settlement", run: run,
        round: nil)
    }
  }

  private static func insert(
    _ db: Database, _ transfer: Transfer, network: String, sequence: Int, reason: String, run: Int?,
    round: Int?
  ) throws {
    try db.insert(
      into: LedgerTables.transfer, network, sequence, transfer.debit, transfer.credit,
      String(transfer.amount),
      reason, run, round)
  }

  /// The new balances of every account that the transfers touch, each written once.
  private static func storeBalances(
    _ db: Database, network: String, of transfers: [Transfer], in ledger: Ledger
  ) throws {
    let touched = transfers.flatMap { [$0.debit, $0.credit] }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let statement = try db.cachedStatement(
      sql: LedgerTables.account.insertSQL
        + " ON CONFLICT (network, name) DO UPDATE SET balance = excluded.balance")
    var last: String?
    for account in touched where last.map({ $0.utf8.elementsEqual(account.utf8) }) != true {
      try statement.execute(arguments: [network, account, String(ledger.balance(of: account))])
      last = account
    }
  }
}
