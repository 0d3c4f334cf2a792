import GRDB
import Tokenomics

/// How the network that a record keeps and the one that a job describes under the same name differ: a token,
/// once begun, stays what it is.
enum NetworkComparison {
  /// - Returns: nothing when the job may use the network, as when it is new. Otherwise every difference, in
  ///   words that follow the network's name; amounts are in tokens.
  static func differences(_ db: Database, _ rules: EconomyRules) throws -> [String] {
    let known = try Row.fetchOne(
      db, sql: "SELECT * FROM network WHERE name = ?", arguments: [rules.network])
    guard let known else { return [] }
    let decimals = try known.count("decimals")
    guard decimals <= 38 else { throw StoredValueError(column: "decimals", expected: "number of decimals") }
    let maxSupply = try known.optionalText("max_supply") == nil ? nil : known.amount("max_supply")
    return [
      difference("symbol", try known.text("symbol"), rules.symbol),
      difference("decimals", String(decimals), String(rules.decimals)),
      difference(
        "max_supply", maxSupply?.formatted(decimals: decimals),
        rules.maxSupply?.formatted(decimals: rules.decimals)),
    ].compactMap { $0 }
      + genesis(
        try LedgerRows.genesis(db, network: rules.network), decimals: decimals,
        rules.genesisTransfers(), decimals: rules.decimals)
  }

  /// Account by account. Texts are compared: equal tokens of unequal decimals differ in the decimals alone.
  private static func genesis(
    _ before: [Transfer], decimals: Int, _ after: [Transfer], decimals newDecimals: Int
  ) -> [String] {
    let old = Ledger(balances: before.map { Ledger.Balance(account: $0.credit, amount: $0.amount) })
    let new = Ledger(balances: after.map { Ledger.Balance(account: $0.credit, amount: $0.amount) })
    let accounts =
      old.balances.map(\.account) + new.balances.map(\.account).filter { old.balance(of: $0) == 0 }
    return accounts.compactMap { account in
      difference(
        "genesis \(account)", amount(old.balance(of: account), decimals: decimals),
        amount(new.balance(of: account), decimals: newDecimals))
    }
  }

  private static func amount(_ amount: BaseUnits, decimals: Int) -> String? {
    amount == 0 ? nil : amount.formatted(decimals: decimals)
  }

  private static func difference(_ what: String, _ before: String?, _ after: String?) -> String? {
    if before == after { return nil }
    let began = before.map { "began with \(what) \($0)" } ?? "began without \(what)"
    return "\(began), this job gives \(after ?? "none")"
  }
}
