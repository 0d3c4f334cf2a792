import Datasets
import Determinism
import GRDB
import JobSpec
import Planning
import Tokenomics

/// A run's input rows, written once, when it begins.
enum InputRows {
  /// - Returns: the run's number.
  static func insert(_ db: Database, _ inputs: RunInputs, opening: Ledger?) throws -> Int {
    let run = try db.largest("run", in: InputTables.run) + 1
    try db.insert(
      into: InputTables.run, run, inputs.key.hex, inputs.job, String(inputs.seed), inputs.rounds,
      inputs.arithmetic,
      inputs.economy?.network)
    try db.insert(
      into: InputTables.dataset, run, Spelling.list(inputs.featureNames), Spelling.list(inputs.classNames),
      inputs.testRows)
    try insertFiles(db, inputs, run: run)
    for field in inputs.fields {
      try db.insert(
        into: field.identity ? InputTables.field : ObservationTables.placement, run, field.path, field.value)
    }
    for client in inputs.clients {
      try db.insert(
        into: InputTables.client, run, client.index, client.name, client.owner, client.operator, client.rows,
        Spelling.list(client.labelCounts))
    }
    for (position, setting) in inputs.settings.enumerated() {
      try db.insert(into: InputTables.setting, run, position, setting.path, setting.text)
    }
    if let git = inputs.git { try GitRows.insert(db, git, run: run) }
    if let opening { try insert(db, opening, afterRound: 0, run: run) }
    return run
  }

  static func insert(_ db: Database, _ opening: Ledger, afterRound: Int, run: Int) throws {
    try db.insert(into: InputTables.opening, run, afterRound, opening.height)
    for balance in opening.balances {
      try db.insert(
        into: InputTables.openingBalance, run, afterRound, balance.account, String(balance.amount))
    }
  }

  private static func insertFiles(_ db: Database, _ inputs: RunInputs, run: Int) throws {
    for (position, file) in inputs.spec.enumerated() {
      try db.insert(into: InputTables.specFile, run, position, file.text)
      try db.insert(into: ObservationTables.filePath, run, "spec", position, file.path)
    }
    for (position, file) in inputs.data.enumerated() {
      try db.insert(into: InputTables.dataFile, run, position, file.digest.hex)
      try db.insert(into: ObservationTables.filePath, run, "data", position, file.path)
    }
  }
}
