/// Who earned and holds what.
extension Views {
  static let ofMoney = [rewards, balances, transfers, settlements]

  static let rewards = View(
    "rewards", "Who earned what, in tokens",
    columns: [.run, .job, .round] + .of(ResultTables.reward, "account", "reason")
      + [.amount, .symbol, .init("weight", "The account's weight, of that of all who shared the pot"),
      .init("pot", "The pot that was shared, in tokens")],
    """
    SELECT run, job, round, account, reason, \(tokens("amount")) AS amount, symbol,
      weight || ' of ' || total_weight AS weight, \(tokens("pot")) AS pot
    FROM reward JOIN run USING (run) JOIN network ON network.name = run.network
    ORDER BY run, round, reason, account
    """)

  static let balances = View(
    "balances", "Who holds what now, in tokens; @mint is minus the supply",
    columns: [.network, .account, .init("balance", "What it holds, in tokens; only @mint is below zero"), .symbol],
    """
    SELECT network, account.name AS account,
      CASE WHEN balance GLOB '-*' THEN '-' || \(tokens("substr(balance, 2)")) ELSE \(tokens("balance")) END AS balance,
      symbol
    FROM account JOIN network ON network.name = account.network
    ORDER BY network, account
    """)

  static let transfers = View(
    "transfers", "The ledgers, entry by entry, in tokens",
    columns: [.network] + .of(LedgerTables.transfer, "sequence", "debit", "credit")
      + [.amount, .symbol] + .of(LedgerTables.transfer, "reason", "run", "round"),
    """
    SELECT network, sequence, debit, credit, \(tokens("amount")) AS amount, symbol, reason, run, round
    FROM transfer JOIN network ON network.name = transfer.network
    ORDER BY network, sequence
    """)

  static let settlements = View(
    "settlements", "The rewards that were paid out on a chain, in tokens, and the address that may claim them",
    columns: [.run, .job, .network, .account] + .of(LedgerTables.settlementEntry, "address")
      + [.amount, .symbol] + .of(LedgerTables.settlement, "target", "chain_id", "token", "root", "settled"),
    """
    SELECT run, job, network, account, address, \(tokens("amount")) AS amount, symbol, target, chain_id, token,
      root, settled
    FROM settlement_entry JOIN settlement USING (run) JOIN run USING (run)
    JOIN network ON network.name = run.network
    ORDER BY run, account
    """)

  /// SQL for an unsigned decimal text in base units as tokens, exactly: the point goes before the last
  /// `decimals`.
  private static func tokens(_ amount: String) -> String {
    let zeros = "replace(hex(zeroblob(max(0, decimals + 1 - length(\(amount))))), '00', '0')"
    let digits = "(\(zeros) || \(amount))"
    return """
      CASE decimals WHEN 0 THEN \(amount) ELSE
          substr(\(digits), 1, length(\(digits)) - decimals) || '.' || substr(\(digits), -decimals) END
      """
  }
}
