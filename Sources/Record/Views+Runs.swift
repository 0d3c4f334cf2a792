/// What was run, how and by whom.
extension Views {
  static let ofRuns = [runs, attempts, settings, fields, files, clients, reproductions, batches, batchJobs]

  static let runs = View(
    "runs", "One line a run; one that says running was killed if no process is at work",
    columns: [.run, .job, .init("status", "succeeded, missed, diverged, interrupted or running"),
      .init("rounds_done", "How many rounds were finished"), .init("rounds_planned", "How many rounds are planned")]
      + .of(ResultTables.ending, "diverged_round", "diverged_client") + [.network]
      + [.init("started", "When its first attempt started, in UTC"), .init("finished", "When its last attempt stopped, in UTC"),
      .init("record_digest", "The digest of its inputs and results; NULL until it has ended")]
      + .of(InputTables.run, "run_key", "seed", "arithmetic"),
    """
    SELECT run.run, job,
      coalesce(outcome, CASE WHEN last.ending IS NULL THEN 'running' ELSE 'interrupted' END) AS status,
      coalesce(ending.rounds, (SELECT count(*) FROM round WHERE round.run = run.run)) AS rounds_done, run.rounds AS rounds_planned,
      diverged_round, diverged_client, network, first.started, last.finished,
      (SELECT digest FROM digest WHERE digest.run = run.run AND part = 'record') AS record_digest, run_key, seed,
      arithmetic
    FROM run
    LEFT JOIN ending ON ending.run = run.run
    JOIN attempt AS first ON first.run = run.run AND first.attempt = 1
    JOIN attempt AS last
      ON last.run = run.run AND last.attempt = (SELECT max(attempt) FROM attempt WHERE attempt.run = run.run)
    ORDER BY run.run
    """)

  static let attempts = View(
    "attempts", "The processes that ran each run",
    columns: [.run, .attempt, .job] + .of(ObservationTables.attempt, "after_round", "started", "finished")
      + [.init("ending", "How it stopped: running, finished, interrupted, failed, late or killed")]
      + .of(ObservationTables.attempt, "reason", "host", "user", "pid", "command", "version")
      + .of(InputTables.git, "commit_hash") + .of(ObservationTables.attempt, "git_branch")
      + .of(InputTables.git, "dirty"),
    """
    SELECT run, attempt, job, after_round, started, finished, coalesce(ending, 'running') AS ending, reason, host,
      user, pid, command, version, commit_hash, git_branch, dirty
    FROM attempt JOIN run USING (run) LEFT JOIN git USING (run)
    ORDER BY run, attempt
    """)

  static let settings = View(
    "settings", "The fields that --set or a batch gave values to, in place of the job's files",
    columns: [.run, .job] + .of(InputTables.setting, "path", "value"),
    """
    SELECT run, job, path, value FROM setting JOIN run USING (run) ORDER BY run, position
    """)

  static let fields = View(
    "fields", "Every field of each run's job; identity 1 when it is part of what makes the run the same run",
    columns: [.run] + .of(InputTables.field, "path", "value")
      + [.init("identity", "1 when the field is part of what makes the run the same run, 0 for paths and workers")],
    """
    SELECT run, path, value, 1 AS identity FROM field
    UNION ALL SELECT run, path, value, 0 FROM placement
    ORDER BY run, path
    """)

  static let files = View(
    "files", "The files each run read",
    columns: [.run, .init("kind", "spec: the job and what it names; data: the data files")]
      + .of(ObservationTables.filePath, "position", "path")
      + [.init("digest", "The SHA-256 digest of a data file's bytes; NULL for spec files, whose text is in spec_file")],
    """
    SELECT run, 'spec' AS kind, position, path, NULL AS digest
    FROM spec_file LEFT JOIN file_path USING (run, position) WHERE kind = 'spec'
    UNION ALL
    SELECT run, 'data', position, path, digest
    FROM data_file LEFT JOIN file_path USING (run, position) WHERE kind = 'data'
    ORDER BY run, kind DESC, position
    """)

  static let clients = View(
    "clients", "The clients of each run, and how often they served",
    columns: [.run, .client] + .of(InputTables.client, "name", "owner", "operator", "rows", "label_counts")
      + [.init("rounds_served", "In how many rounds it served"), .init("examples", "Row visits, over all rounds")],
    """
    SELECT run, client.client, name, owner, operator, client.rows, label_counts, count(round) AS rounds_served,
      coalesce(sum(examples), 0) AS examples
    FROM client LEFT JOIN client_update USING (run, client)
    GROUP BY run, client.client ORDER BY run, client.client
    """)

  static let reproductions = View(
    "reproductions", "The times each run was run again to compare",
    columns: [.run, .job]
      + .of(ObservationTables.reproduction, "number", "at", "verdict", "first_difference", "host", "version"),
    """
    SELECT run, job, number, at, verdict, first_difference, host, version
    FROM reproduction JOIN run USING (run) ORDER BY run, number
    """)

  static let batches = View(
    "batches", "One line a batch; one without an end was killed if no process is at work",
    columns: .of(BatchTables.batch, "batch", "name", "path", "started", "finished", "status")
      + [.init("jobs", "How many jobs have come to an end"), .init("succeeded", "How many of them succeeded"),
      .init("skipped", "How many were skipped, as their runs are recorded"), .init("others", "How many came to another end")]
      + .of(BatchTables.batch, "host", "user", "pid", "command", "version"),
    """
    SELECT batch, name, path, started, finished, status, count(position) AS jobs,
      count(CASE outcome WHEN 'succeeded' THEN 1 END) AS succeeded, count(CASE outcome WHEN 'skipped' THEN 1 END) AS skipped,
      count(CASE WHEN outcome NOT IN ('succeeded', 'skipped') THEN 1 END) AS others, host, user, pid, command, version
    FROM batch LEFT JOIN batch_job USING (batch) GROUP BY batch ORDER BY batch
    """)

  static let batchJobs = View(
    "batch_jobs", "What became of each job of each batch",
    columns: .of(BatchTables.batch, "batch", "name")
      + .of(BatchTables.batchJob, "id", "outcome", "reason", "run", "attempts", "seconds"),
    """
    SELECT batch, name, id, outcome, reason, run, attempts, seconds
    FROM batch_job JOIN batch USING (batch) ORDER BY batch, position
    """)
}
