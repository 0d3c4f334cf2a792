import Planning

/// What was seen on the way and may differ from run to run: hosts, paths, times.
enum ObservationTables {
  static let all = [
    attempt, filePath, placement, worker, workerLoss, pool, roundTime, clientTime, reproduction,
  ]

  static let attempt = Table(
    "attempt", .observation, "The processes that ran a run: the first, and one for every resume",
    columns: [
      .run, .count("attempt", "From 1", from: 1), .count("after_round", "The rounds finished before it"),
      .time("started", "When it started"),
      .time("finished", "When it stopped; NULL while it runs, and for ever if it was killed", optional: true),
      .choice(
        "ending", ["finished", "interrupted", "failed", "late", "killed"],
        "How it stopped; late: a deadline passed; NULL while it runs", optional: true),
      .text("reason", "Why it failed, or which deadline passed; NULL otherwise", optional: true),
      .text("host", "The host of the controller"), .text("user", "Who started it"),
      .count("pid", "The controller's process"), .text("command", "The command line"),
      .text("version", "Muster's version"), .text("git_branch", "The branch of the commit", optional: true),
    ],
    constraints: [
      "PRIMARY KEY (run, attempt)",
      "CHECK ((ending IS 'failed' OR ending IS 'late') = (reason IS NOT NULL))",
    ])

  static let filePath = Table(
    "file_path", .observation, "Where the files lay",
    columns: [
      .run, .choice("kind", ["spec", "data"], "Which table holds the file: spec_file or data_file"),
      .count("position", "Its position there"), .text("path", "Its path, as it was opened"),
    ],
    constraints: ["PRIMARY KEY (run, kind, position)"])

  static let placement = Table(
    "placement", .observation, "The job's fields that are no part of its identity: paths and workers",
    columns: [.run, .text("path", "The field, dotted"), .text("value", "Its final value")],
    constraints: ["PRIMARY KEY (run, path)"])

  private static let attemptKey = "FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)"

  static let worker = Table(
    "worker", .observation, "The workers that joined",
    columns: [
      .run, .count("attempt", "The attempt", from: 1), .count("worker", "The worker's number in the attempt"),
      .text("pool", "Its pool"), .text("host", "Its host"), .count("pid", "Its process"),
      .text("version", "Its version"),
      .text("blas_library", "The BLAS it loaded; NULL where the arithmetic is portable", optional: true),
      .text("blas_configuration", "How that BLAS describes itself", optional: true),
      .digest("fingerprint", "What its kernels return for fixed inputs"),
      Column(
        "key", "TEXT CHECK (length(key) = 64 AND key NOT GLOB '*[^0-9a-f]*')",
        "Its Ed25519 public key; NULL on this machine, where nothing is signed"),
    ],
    constraints: ["PRIMARY KEY (run, attempt, worker)", attemptKey])

  static let workerLoss = Table(
    "worker_loss", .observation, "The workers that were lost, or never reached",
    columns: [
      .run, .count("attempt", "The attempt", from: 1),
      .count("loss", "The attempt's losses, counted from 1", from: 1),
      .count("worker", "The worker's number"), .text("pool", "Its pool"),
      .count("round", "The round in flight"),
      .choice(
        "kind", WorkerLoss.Kind.allCases.map(\.rawValue),
        "refused: it said what cannot be true or cannot do the work, and its pool was given up"),
      .text("reason", "What was seen"), .time("lost", "When"),
    ],
    constraints: ["PRIMARY KEY (run, attempt, loss)", attemptKey])

  static let pool = Table(
    "pool", .observation, "What the workers of each pool did in each attempt that was not killed",
    columns: [
      .run, .count("attempt", "The attempt", from: 1), .text("pool", "The pool's name"),
      .count("tasks", "Tasks that were finished"), .count("bytes_sent", "Bytes sent to its workers"),
      .count("bytes_received", "Bytes received of them"),
      Column("seconds", "REAL NOT NULL", "How long they trained, summed over the workers"),
      .count("retries", "How often a worker was started again"), .count("losses", "How often one was lost"),
      .text("refused", "Why the pool was given up; NULL if it was not", optional: true),
    ],
    constraints: ["PRIMARY KEY (run, attempt, pool)", attemptKey])

  static let roundTime = Table(
    "round_time", .observation, "When each round was finished, and how long it took",
    columns: [
      .run, .count("round", "The round", from: 1), .count("attempt", "The attempt that finished it", from: 1),
      .time("finished", "When"),
      Column(
        "seconds", "REAL NOT NULL",
        "How long its training, aggregation and rewards took; it is evaluated beside the next round"),
    ],
    constraints: [
      "PRIMARY KEY (run, round)", "FOREIGN KEY (run, round) REFERENCES round (run, round)", attemptKey,
    ])

  static let clientTime = Table(
    "client_time", .observation, "Who trained each client in each round, and how long that took",
    columns: [
      .run, .count("round", "The round", from: 1), .count("client", "The client's index"),
      .count("worker", "The worker's number in the round's attempt"),
      Column("seconds", "REAL NOT NULL", "How long the training took"),
    ],
    constraints: [
      "PRIMARY KEY (run, round, client)",
      "FOREIGN KEY (run, round, client) REFERENCES client_update (run, round, client)",
    ])

  static let reproduction = Table(
    "reproduction", .observation, "The times a run was run again to compare",
    columns: [
      .run, .count("number", "The run's reproductions, counted from 1", from: 1), .time("at", "When"),
      .choice(
        "verdict", ["same", "different", "incomparable"],
        "incomparable: other numerics, so no equality expected"),
      .text("first_difference", "What differed first, in words", optional: true),
      .text("host", "Where"), .text("version", "Muster's version"),
    ],
    constraints: [
      "PRIMARY KEY (run, number)", "CHECK ((verdict = 'same') = (first_difference IS NULL))",
    ])
}
