import Tokenomics

/// The double-entry ledgers of all networks.
enum LedgerTables {
  static let all = [account, transfer, settlement, settlementEntry]

  static let account = Table(
    "account", .result, "Who holds what now, in every network: the sum of the transfers",
    columns: [
      Column("network", "TEXT NOT NULL REFERENCES network (name)", "The network", digested: false),
      Column(
        "name", "TEXT NOT NULL",
        "The account; @mint is where new tokens come from, @settled where settled ones go", digested: false),
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
        "reason", ["genesis"] + Reward.Reason.allCases.map(\.rawValue) + ["settlement"],
        "genesis, the reason of the reward, or settlement"),
      Column(
        "run", "INTEGER REFERENCES run (run)", "The run whose reward it pays or settles; NULL for genesis",
        digested: false),
      Column("round", "INTEGER", "The round whose reward it pays; NULL for genesis and settlements"),
    ],
    constraints: [
      "PRIMARY KEY (network, sequence)", "UNIQUE (run, round, credit, reason)", "CHECK (debit <> credit)",
      "CHECK ((reason = 'genesis') = (run IS NULL))",
      "CHECK ((reason IN ('genesis', 'settlement')) = (round IS NULL))",
      "CHECK ((reason = 'settlement') = (credit = '@settled') AND debit <> '@settled')",
      "FOREIGN KEY (network, debit) REFERENCES account (network, name)",
      "FOREIGN KEY (network, credit) REFERENCES account (network, name)",
      "FOREIGN KEY (run, round, credit, reason) REFERENCES reward (run, round, account, reason)",
    ],
    order: ["round", "credit", "reason"], scope: "run = ? AND round IS NOT NULL")

  /// Not digested: a settlement comes after the run, and changes nothing that the run gave.
  static let settlement = Table(
    "settlement", .result, "The runs whose rewards were paid out on a chain, each at most once",
    columns: [
      Column(
        "run", "INTEGER PRIMARY KEY REFERENCES ending (run)", "The run that was settled", digested: false),
      Column("target", "TEXT NOT NULL", "The chain's name", digested: false),
      Column("chain_id", "INTEGER NOT NULL CHECK (chain_id >= 0)", "The chain's number", digested: false),
      Column("token", "TEXT", "The token's contract; NULL where the job names none", digested: false),
      Column("root", "TEXT NOT NULL", "What all claims are proved against", digested: false),
      Column(
        "total", "TEXT NOT NULL CHECK (total GLOB '[1-9]*' AND total NOT GLOB '*[^0-9]*')",
        "What was paid out, in base units", digested: false),
      Column(
        "height", "INTEGER NOT NULL CHECK (height >= 0)",
        "How many rounds the network had rewarded when it was settled", digested: false),
      Column(
        "settled", "TEXT NOT NULL CHECK (settled GLOB '????-??-??T??:??:??.???Z')", "When, in UTC",
        digested: false),
    ], hasRowID: true)

  static let settlementEntry = Table(
    "settlement_entry", .result, "Who was paid out in a settlement, and where",
    columns: [
      Column(
        "run", "INTEGER NOT NULL REFERENCES settlement (run)", "The run that was settled", digested: false),
      Column("account", "TEXT NOT NULL", "Whose reward it was", digested: false),
      Column("address", "TEXT NOT NULL", "The address on the chain that may claim it", digested: false),
      Column(
        "amount", "TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*')",
        "All that the account earned in the run, in base units", digested: false),
    ],
    constraints: ["PRIMARY KEY (run, account)"])

  /// A network begins once, and an account is paid out once for a run.
  static let indexes = [
    "CREATE UNIQUE INDEX genesis_once ON transfer (network, credit) WHERE reason = 'genesis'",
    "CREATE UNIQUE INDEX settled_once ON transfer (run, debit) WHERE reason = 'settlement'",
  ]
}
