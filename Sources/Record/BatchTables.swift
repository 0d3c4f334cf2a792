/// What batches did: observations, because a run is the same run whoever asked for it.
enum BatchTables {
  static let all = [batch, batchJob]

  static let batch = Table(
    "batch", .observation, "The batches: one command that ran many jobs",
    columns: [
      Column("batch", "INTEGER PRIMARY KEY", "The batch's number in this record, from 1"),
      .text("name", "The batch's name"), .text("path", "Its file or folder, as it was given"),
      .time("started", "When it started"),
      .time("finished", "When it stopped; NULL while it runs, and for ever if it was killed", optional: true),
      Column("status", "INTEGER", "The command's exit status; NULL while it runs, or if it was killed"),
      .text("host", "Where"), .text("user", "Who started it"), .count("pid", "Its process"),
      .text("command", "The command line"), .text("version", "Muster's version"),
    ],
    constraints: ["CHECK ((finished IS NULL) = (status IS NULL))"], hasRowID: true)

  static let batchJob = Table(
    "batch_job", .observation, "What became of each job of a batch",
    columns: [
      Column("batch", "INTEGER NOT NULL REFERENCES batch (batch)", "The batch"),
      .count("position", "The job's place in the batch, from 0"), .text("id", "The job's id in the batch"),
      .text("outcome", "What became of it: succeeded, skipped, missed, failed and so on"),
      .text("reason", "Why, in words; empty where there is nothing to say"),
      Column("run", "INTEGER REFERENCES run (run)", "Its run; NULL where there is none"),
      .count("attempts", "How often it was trained; 0 when it was not"),
      Column("seconds", "REAL NOT NULL", "How long that took"),
    ],
    constraints: ["PRIMARY KEY (batch, position)"])
}
