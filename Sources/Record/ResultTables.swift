import Tokenomics

/// What came of a run. Its ledger entries are in ``LedgerTables``.
enum ResultTables {
  static let all = [round, evaluation, ranking, clientUpdate, reward, ending, checkpoint, checkpointPart]

  private static let roundKey = "FOREIGN KEY (run, round) REFERENCES round (run, round)"

  static let round = Table(
    "round", .result, "The rounds that were finished",
    columns: [
      .run, .count("round", "The round, from 1", from: 1),
      .digest("model_digest", "The global model after the round"),
    ],
    constraints: ["PRIMARY KEY (run, round)"], order: ["round"])

  static let evaluation = Table(
    "evaluation", .result, "What the global model scored on the test rows, as counts and sums",
    columns: [
      .run, .count("round", "The round that was evaluated", from: 1),
      .count("rows", "How many rows were scored"),
      .list(
        "confusion",
        "Rows by truth and prediction: truth * classes + predicted; empty where numbers are predicted"),
    ]
      + Column.exact("loss_sum", "The loss, summed over the rows")
      + Column.exact("squared_error_sum", "Of a regression or a reconstruction: the squared errors, summed")
      + Column.exact("absolute_error_sum", "Of a regression or a reconstruction: the absolute errors, summed")
      + Column.exact("target_sum", "Of a regression or a reconstruction: the targets, summed")
      + Column.exact("target_square_sum", "Of a regression or a reconstruction: the squared targets, summed"),
    constraints: ["PRIMARY KEY (run, round)", roundKey], order: ["round"])

  /// Left out of the digests of runs that have none, so that a run from before there were rankings keeps its digests.
  static let ranking = Table(
    "ranking", .result,
    "How well the scores of the test rows tell two classes apart; auc is half_pairs / (2 * pairs)",
    columns: [
      .run, .count("round", "The round that was evaluated", from: 1),
      .count(
        "half_pairs",
        "Two for each pair of rows of both classes that the scores put in the right order, one for a tie"),
      .count("pairs", "The pairs of rows of both classes", from: 1),
    ],
    constraints: ["PRIMARY KEY (run, round)", "CHECK (half_pairs <= 2 * pairs)", roundKey], order: ["round"],
    isSealedWhenEmpty: false)

  static let clientUpdate = Table(
    "client_update", .result, "The cohorts: what each client's training gave in each round",
    columns: [
      .run, .count("round", "The round", from: 1), .count("client", "The client's index"),
      .count("rows", "The rows it trained on"), .count("examples", "Row visits: rows times epochs"),
      .count("steps", "Optimizer steps"),
    ] + Column.exact("loss", "The mean loss over the row visits") + [
      .digest("update_digest", "The update"),
      .natural("contribution", "The weight of the client's claim on the data share"),
    ],
    constraints: [
      "PRIMARY KEY (run, round, client)", roundKey,
      "FOREIGN KEY (run, client) REFERENCES client (run, client)",
    ],
    order: ["round", "client"])

  /// The primary key makes paying twice impossible: a run has one run key and one network.
  static let reward = Table(
    "reward", .result, "What each account earned in each round, for what, and how that was reckoned",
    columns: [
      .run, .count("round", "The round", from: 1), .text("account", "Who earned it"),
      .choice("reason", Reward.Reason.allCases.map(\.rawValue), "What it was earned for"),
      .natural("amount", "What was earned, in base units", positive: true),
      .natural("weight", "The account's weight in the pot"),
      .natural("total_weight", "The weight of all who shared the pot"),
      .natural("pot", "The pot that was shared, in base units"),
    ],
    constraints: ["PRIMARY KEY (run, round, account, reason)", roundKey],
    order: ["round", "account", "reason"])

  static let ending = Table(
    "ending", .result, "How a run ended; a run that may still go on has no row",
    columns: [
      .onlyRun,
      .choice(
        "outcome", ["succeeded", "missed", "diverged"],
        "missed: all rounds done, but not what the job calls success; diverged: NaN or infinity appeared"),
      .count("rounds", "How many rounds were finished"),
      Column("diverged_round", "INTEGER", "The round that diverged"),
      Column("diverged_client", "INTEGER", "The client whose training diverged; NULL when the aggregate did"),
    ],
    constraints: [
      "CHECK ((outcome = 'diverged') = (diverged_round IS NOT NULL))",
      "CHECK (diverged_client IS NULL OR diverged_round IS NOT NULL)",
      "FOREIGN KEY (run, diverged_client) REFERENCES client (run, client)",
    ],
    hasRowID: true)

  /// Not digested itself: its model counts by the round's `model_digest`.
  static let checkpoint = Table(
    "checkpoint", .result,
    "The global model after the newest round: where a resume goes on, and at the end the result",
    columns: [
      .onlyRun,
      Column("round", "INTEGER NOT NULL", "The round after which the model was so", digested: false),
    ],
    constraints: [roundKey], hasRowID: true)

  static let checkpointPart = Table(
    "checkpoint_part", .result, "The parameters of a checkpoint's model, in parts of 1 MiB",
    columns: [
      .run, Column("part", "INTEGER NOT NULL", "The part's place, from 0", digested: false),
      Column(
        "parameters", "BLOB NOT NULL",
        "Little-endian 32-bit floats; the digest of all parts, one after the other, is the round's",
        digested: false),
    ],
    constraints: ["PRIMARY KEY (run, part)", "FOREIGN KEY (run) REFERENCES checkpoint (run)"], hasRowID: true)
}
