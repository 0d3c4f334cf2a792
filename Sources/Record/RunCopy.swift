import GRDB
import Tokenomics

/// One run's rows on their way from one record to another.
struct RunCopy {
  let source: Database
  let target: Database
  /// The run's number in the source.
  let run: Int

  /// The tables whose rows are a run's own and go with it. What the network did with the run stays: that is the other
  /// ledger's.
  private static let tables = Schema.tables.filter { table in
    table.columns.first?.name == "run"
      && ![InputTables.run, LedgerTables.settlement, LedgerTables.settlementEntry, CareTables.imported]
        .contains { $0.name == table.name }
  }

  /// - Returns: the run's number in the target.
  /// - Throws: `RecordError.refused` when its network's ledger does not go on with it.
  func insert() throws -> Int {
    let number = try target.largest("run", in: InputTables.run) + 1
    let network = try String.fetchOne(source, sql: "SELECT network FROM run WHERE run = ?", arguments: [run])
    if let network { try open(network) }
    for table in [InputTables.run] + Self.tables { try copy(table, as: number) }
    if let network { try pay(network, number) }
    return number
  }

  private func copy(_ table: Table, as number: Int) throws {
    let columns = table.columns.map(\.name).joined(separator: ", ")
    let rows = try Row.fetchCursor(
      source, sql: "SELECT \(columns) FROM \(table.name) WHERE run = ?", arguments: [run])
    let statement = try target.cachedStatement(sql: table.insertSQL)
    while let row = try rows.next() {
      let values: [Stored] = [number] + row.databaseValues.dropFirst().map { $0 }
      try statement.execute(arguments: StatementArguments(values))
    }
  }

  /// Sees that the network is the same here and holds what the run opens with; begins it, if it is new.
  private func open(_ network: String) throws {
    let openings = try OpeningRows.fetch(source, run: run)
    guard openings.count == 1, let opening = openings.first else {
      throw misfit(network, "other runs were paid between its rounds")
    }
    if try !LedgerRows.isKnown(target, network: network) { try begin(network) }
    guard try Self.token(source, network) == Self.token(target, network) else {
      throw misfit(network, "the network is another one here")
    }
    let current = try LedgerRows.current(target, network: network)
    if current.height != opening.ledger.height {
      throw misfit(
        network,
        "it opens after \(opening.ledger.height) rewarded rounds, here are \(current.height)")
    }
    if current != opening.ledger { throw misfit(network, "the accounts hold other amounts here") }
  }

  private func misfit(_ network: String, _ reason: String) -> RecordError {
    .refused(
      path: "",
      reason: "run \(run) does not go on from the ledger of network \(network) here: \(reason); "
        + "`--record NEW` takes the whole record into one of its own")
  }

  private func begin(_ network: String) throws {
    try target.execute(
      sql: InputTables.network.insertSQL, arguments: StatementArguments(try Self.token(source, network)))
    let genesis = try LedgerRows.genesis(source, network: network)
    try LedgerRows.begin(target, network: network, genesis: genesis, ledger: try Ledger().applying(genesis))
  }

  private static func token(_ db: Database, _ network: String) throws -> [DatabaseValue] {
    try Row.fetchOne(
      db, sql: "SELECT name, symbol, decimals, max_supply FROM network WHERE name = ?", arguments: [network]
    ).map { Array($0.databaseValues) } ?? []
  }

  /// Enters the run's rewards into the ledger, as they were when it ran.
  private func pay(_ network: String, _ number: Int) throws {
    var ledger = try LedgerRows.current(target, network: network)
    for (round, rewards) in zip(1..., try RoundReading.rewards(source, run: run, afterRound: 0)) {
      ledger = try ledger.afterRound(rewards: rewards)
      try LedgerRows.pay(
        target, rewards, network: network, after: try LedgerRows.lastSequence(target, network: network),
        ledger: ledger, run: number, round: round)
    }
  }
}
