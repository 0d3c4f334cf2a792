import Tokenomics

/// The double-entry ledgers of all networks.
enum LedgerTables {
  static let all = [account, transfer]

  static let account = Table(
    "account", .result, "Who holds what now, in every network: the sum of the transfers",
    columns: [
      Column("network", "TEXT NOT NULL REFERENCES network (name)", "The network", digested: false),
      Column("name", "TEXT NOT NULL", "The account; @mint is where new tokens come from", digested: false),
      Column(
        "balance",
        """
        TEXT NOT NULL CHECK (balance = '0' OR balance GLOB '[1-9]*' AND balance NOT GLOB '*[^0-9]*'
            OR name = '@mint' AND balance GLOB '-[1-9]*' AND substr(balance, 2) NOT GLOB '*[^0-9]*')
        """, "What it holds, in base units; only @mint is below zero", digested: false),
    ],
    constraints: ["PRIMARY KEY (network, name)"])

  static let transfer = Table(
    "transfer", .result, "The ledger: every entry leaves one account and reaches another",
    columns: [
      Column("network", "TEXT NOT NULL REFERENCES network (name)", "The network", digested: false),
      Column(
        "sequence", "INTEGER NOT NULL CHECK (sequence >= 1)", "Its place in the ledger, from 1",
        digested: false),
      .text("debit", "The account it leaves"), .text("credit", "The account it reaches"),
      .natural("amount", "How much, in base units", positive: true),
      .choice(
        "reason", ["genesis"] + Reward.Reason.allCases.map(\.rawValue), "genesis, or the reason of the reward"
      ),
      Column("run", "INTEGER", "The run whose reward it pays; NULL for genesis", digested: false),
      Column("round", "INTEGER", "The round whose reward it pays"),
    ],
    constraints: [
      "PRIMARY KEY (network, sequence)", "UNIQUE (run, round, credit, reason)", "CHECK (debit <> credit)",
      "CHECK ((reason = 'genesis') = (run IS NULL) AND (run IS NULL) = (round IS NULL))",
      "FOREIGN KEY (network, debit) REFERENCES account (network, name)",
      "FOREIGN KEY (network, credit) REFERENCES account (network, name)",
      "FOREIGN KEY (run, round, credit, reason) REFERENCES reward (run, round, account, reason)",
    ],
    order: ["round", "credit", "reason"])

  /// A network begins once.
  static let genesisOnce =
    "CREATE UNIQUE INDEX genesis_once ON transfer (network, credit) WHERE reason = 'genesis'"
}
