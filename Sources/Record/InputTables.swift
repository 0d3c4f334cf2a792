/// What a run was given. `run` comes first: everything refers to it.
enum InputTables {
  static let all = [
    network, run, specFile, setting, field, dataFile, dataset, client, git, gitDiff, opening, openingBalance,
    decision,
  ]

  static let network = Table(
    "network", .input, "The networks: a token and its one ledger, which lives on from run to run",
    columns: [
      Column("name", "TEXT NOT NULL PRIMARY KEY", "The network's name, as jobs give it"),
      .text("symbol", "The token's symbol"),
      Column(
        "decimals", "INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 38)",
        "10^decimals base units are one token"),
      .natural("max_supply", "The most base units that may ever exist; NULL is no limit", optional: true),
    ],
    scope: "name = (SELECT network FROM run WHERE run = ?)")

  static let run = Table(
    "run", .input, "The runs: one execution of one plan each",
    columns: [
      Column("run", "INTEGER PRIMARY KEY", "The run's number in this record, from 1", digested: false),
      .digest("run_key", "What makes two runs the same: identity fields, data and arithmetic"),
      .text("job", "The job's name"),
      .natural("seed", "The seed of all randomness"),
      .count("rounds", "How many rounds are planned", from: 1),
      .count("arithmetic", "The version of everything that turns a plan into bits"),
      Column(
        "network", "TEXT REFERENCES network (name)", "The network that pays; NULL when the job pays nobody"),
    ],
    constraints: ["UNIQUE (run_key)"], hasRowID: true)

  static let specFile = Table(
    "spec_file", .provenance, "The text of the job's files, the job itself first",
    columns: [
      .run, .count("position", "The order in which planning read it, from 0"),
      .text("text", "The file's whole text"),
    ],
    constraints: ["PRIMARY KEY (run, position)"], order: ["position"], hasRowID: true)

  /// Left out of the digests of runs that have none, so that a run from before there were settings keeps its digests.
  static let setting = Table(
    "setting", .provenance,
    "The fields whose values came from outside the job's files: from --set, or from a batch",
    columns: [
      .run, .count("position", "The order in which they were given, from 0"),
      .text("path", "The field, dotted"), .text("value", "What it was set to, as YAML"),
    ],
    constraints: ["PRIMARY KEY (run, position)"], order: ["position"], isSealedWhenEmpty: false)

  static let field = Table(
    "field", .input, "The canonical spec: every field that is part of the run's identity",
    columns: [
      .run, .text("path", "The field, dotted: model.mlp.hidden.0"),
      .text("value", "Its final value in its one canonical spelling"),
    ],
    constraints: ["PRIMARY KEY (run, path)"], order: ["path"])

  static let dataFile = Table(
    "data_file", .input,
    "The data files, then the other arrays that the job names: the schedule of cohorts, the initial model",
    columns: [
      .run, .count("position", "Its place in that order, from 0"), .digest("digest", "The file's bytes"),
    ],
    constraints: ["PRIMARY KEY (run, position)"], order: ["position"])

  static let dataset = Table(
    "dataset", .input, "What the data files became",
    columns: [
      .onlyRun,
      .list("features", "The feature names, in order"),
      .list("classes", "The class names, in class order; empty for regression"),
      .count("test_rows", "How many rows were set apart for evaluation"),
    ],
    hasRowID: true)

  static let client = Table(
    "client", .input, "The clients: one data partition each",
    columns: [
      .run, .count("client", "The client's index, from 0"), .text("name", "The client's name"),
      .text("owner", "The participant who owns the rows", optional: true),
      .text("operator", "The participant whose worker trains it", optional: true),
      .count("rows", "How many rows it trains on"),
      .list("label_counts", "Its rows of each class, in class order; empty for regression"),
    ],
    constraints: ["PRIMARY KEY (run, client)"], order: ["client"])

  static let git = Table(
    "git", .provenance, "The commit that the job's files were run from, where they lie in a repository",
    columns: [
      .onlyRun,
      .text("commit_hash", "The commit's hash"),
      .flag("dirty", "Whether files differed from that commit"),
      .digest("diff_digest", "The difference, when there was one", optional: true),
    ],
    constraints: ["CHECK (dirty = (diff_digest IS NOT NULL))"], hasRowID: true)

  /// Not digested itself: it counts by the `diff_digest`.
  static let gitDiff = Table(
    "git_diff", .provenance,
    "The differences to the commit, as git diff HEAD --binary told them; one above 64 MiB is not kept",
    columns: [
      Column("run", "INTEGER PRIMARY KEY REFERENCES git (run)", Column.run.meaning, digested: false),
      Column("diff", "BLOB NOT NULL", "The difference, whose digest is the diff_digest", digested: false),
    ], hasRowID: true)

  static let opening = Table(
    "opening", .input,
    "The ledger that a run opens with; again after a resume, if the network's ledger had moved on meanwhile",
    columns: [
      .run, .count("after_round", "The rounds of this run that came before it"),
      .count("height", "How many rounds the network had rewarded, over all its runs"),
    ],
    constraints: ["PRIMARY KEY (run, after_round)"], order: ["after_round"])

  static let openingBalance = Table(
    "opening_balance", .input, "Who held what in an opening ledger; accounts without tokens have no row",
    columns: [
      .run, .count("after_round", "The opening it belongs to"), .text("account", "The account"),
      Column(
        "amount",
        """
        TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*'
            OR account = '@mint' AND amount GLOB '-[1-9]*' AND substr(amount, 2) NOT GLOB '*[^0-9]*')
        """, "What it held, in base units; only @mint is below zero"),
    ],
    constraints: [
      "PRIMARY KEY (run, after_round, account)",
      "FOREIGN KEY (run, after_round) REFERENCES opening (run, after_round)",
    ],
    order: ["after_round", "account"])

  /// Left out of the digests of runs that have none: what nothing happened to keeps the digest of before there were
  /// decisions.
  static let decision = Table(
    "decision", .input,
    "What happened to a client of a round, changed the result, and is no function of the job",
    columns: [
      .run, .count("round", "The round", from: 1), .count("client", "The client's index"),
      .choice(
        "kind", ["dropped", "reassigned"],
        "dropped: its training was late and does not count; reassigned: another operator's worker trained it"),
      .text(
        "operator", "The participant whose worker trained it instead; NULL unless reassigned", optional: true),
    ],
    constraints: [
      "PRIMARY KEY (run, round, client, kind)", "CHECK ((kind = 'reassigned') = (operator IS NOT NULL))",
      "FOREIGN KEY (run, round) REFERENCES round (run, round)",
      "FOREIGN KEY (run, client) REFERENCES client (run, client)",
    ],
    order: ["round", "client", "kind"], isSealedWhenEmpty: false)
}
