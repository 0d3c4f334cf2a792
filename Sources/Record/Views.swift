/// A view in plain words, for people in the `sqlite3` shell. Tables have singular names, views plural ones.
struct View: Sendable {
  let name: String
  let meaning: String
  let query: String

  init(_ name: String, _ meaning: String, _ query: String) {
    self.name = name
    self.meaning = meaning
    self.query = query
  }

  var createSQL: String { "CREATE VIEW \(name) AS\n\(query)" }
}

enum Views {
  static let all = [
    runs, attempts, settings, fields, files, clients, rounds, confusion, metrics, updates, decisions, rewards, balances,
    transfers, settlements, workers, losses, pools, reproductions, batches, batchJobs,
  ]

  static let runs = View(
    "runs", "One line a run; one that says running was killed if no process is at work",
    """
    SELECT run.run, job,
      coalesce(outcome, CASE WHEN last.ending IS NULL THEN 'running' ELSE 'interrupted' END) AS status,
      (SELECT count(*) FROM round WHERE round.run = run.run) AS rounds_done, run.rounds AS rounds_planned,
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
    """
    SELECT run, attempt, job, after_round, started, finished, coalesce(ending, 'running') AS ending, reason, host,
      user, pid, command, version, commit_hash, git_branch, dirty
    FROM attempt JOIN run USING (run) LEFT JOIN git USING (run)
    ORDER BY run, attempt
    """)

  static let settings = View(
    "settings", "The fields that --set or a batch gave values to, in place of the job's files",
    """
    SELECT run, job, path, value FROM setting JOIN run USING (run) ORDER BY run, position
    """)

  static let fields = View(
    "fields", "Every field of each run's job; identity 1 when it is part of what makes the run the same run",
    """
    SELECT run, path, value, 1 AS identity FROM field
    UNION ALL SELECT run, path, value, 0 FROM placement
    ORDER BY run, path
    """)

  static let files = View(
    "files", "The files each run read",
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
    """
    SELECT run, client.client, name, owner, operator, client.rows, label_counts, count(round) AS rounds_served,
      coalesce(sum(examples), 0) AS examples
    FROM client LEFT JOIN client_update USING (run, client)
    GROUP BY run, client.client ORDER BY run, client.client
    """)

  static let rounds = View(
    "rounds", "One line a round: losses are means over rows",
    """
    SELECT run, round, count(client) AS clients, sum(loss * examples) / sum(examples) AS training_loss,
      loss_sum / evaluation.rows AS test_loss,
      (SELECT value FROM metrics
        WHERE metrics.run = round.run AND metrics.round = round.round AND metric = 'accuracy') AS accuracy,
      finished, seconds, model_digest
    FROM round LEFT JOIN client_update USING (run, round) LEFT JOIN evaluation USING (run, round)
    LEFT JOIN round_time USING (run, round)
    GROUP BY run, round ORDER BY run, round
    """)

  static let confusion = View(
    "confusion", "The test rows of each evaluated round by true and predicted class",
    """
    SELECT run, round, json_extract(classes, '$[' || (cell.key / json_array_length(classes)) || ']') AS truth,
      json_extract(classes, '$[' || (cell.key % json_array_length(classes)) || ']') AS predicted, cell.value AS rows
    FROM evaluation JOIN dataset USING (run), json_each(confusion) AS cell
    """)

  static let metrics = View(
    "metrics", "What each evaluated round scored; class is empty where a metric is of all rows",
    """
    SELECT run, round, 'loss' AS metric, '' AS class, loss_sum / rows AS value FROM evaluation
    UNION ALL SELECT run, round, 'accuracy', '', 1.0 * sum(rows * (truth = predicted)) / sum(rows)
      FROM confusion GROUP BY run, round
    UNION ALL SELECT run, round, 'recall', truth, 1.0 * sum(rows * (truth = predicted)) / sum(rows)
      FROM confusion GROUP BY run, round, truth
    UNION ALL SELECT run, round, 'precision', predicted, 1.0 * sum(rows * (truth = predicted)) / sum(rows)
      FROM confusion GROUP BY run, round, predicted
    UNION ALL SELECT run, round, 'auc', '', half_pairs / (2.0 * pairs) FROM ranking
    UNION ALL SELECT run, round, 'mse', '', squared_error_sum / rows FROM evaluation WHERE confusion = '[]'
    UNION ALL SELECT run, round, 'mae', '', absolute_error_sum / rows FROM evaluation WHERE confusion = '[]'
    """)

  static let updates = View(
    "updates", "What each client gave in each round, and who trained it",
    """
    SELECT u.run, u.round, u.client, name, owner, coalesce(decision.operator, client.operator) AS operator, examples,
      steps, loss, contribution, worker, seconds, update_digest
    FROM client_update AS u JOIN client USING (run, client) LEFT JOIN client_time USING (run, round, client)
    LEFT JOIN decision
      ON (decision.run, decision.round, decision.client, kind) = (u.run, u.round, u.client, 'reassigned')
    ORDER BY u.run, u.round, u.client
    """)

  static let decisions = View(
    "decisions", "What happened to a client in a round and changed the result",
    """
    SELECT run, job, round, client, name, CASE kind
      WHEN 'dropped' THEN 'dropped: its training was late and does not count'
      ELSE 'reassigned: trained by ' || decision.operator || ' instead of ' || coalesce(client.operator, 'nobody')
      END AS decision
    FROM decision JOIN client USING (run, client) JOIN run USING (run)
    ORDER BY run, round, client, kind
    """)

  static let rewards = View(
    "rewards", "Who earned what, in tokens",
    """
    SELECT run, job, round, account, reason, \(tokens("amount")) AS amount, symbol,
      weight || ' of ' || total_weight AS weight, \(tokens("pot")) AS pot
    FROM reward JOIN run USING (run) JOIN network ON network.name = run.network
    ORDER BY run, round, reason, account
    """)

  static let balances = View(
    "balances", "Who holds what now, in tokens; @mint is minus the supply",
    """
    SELECT network, account.name AS account,
      CASE WHEN balance GLOB '-*' THEN '-' || \(tokens("substr(balance, 2)")) ELSE \(tokens("balance")) END AS balance,
      symbol
    FROM account JOIN network ON network.name = account.network
    ORDER BY network, account
    """)

  static let transfers = View(
    "transfers", "The ledgers, entry by entry, in tokens",
    """
    SELECT network, sequence, debit, credit, \(tokens("amount")) AS amount, symbol, reason, run, round
    FROM transfer JOIN network ON network.name = transfer.network
    ORDER BY network, sequence
    """)

  static let settlements = View(
    "settlements", "The rewards that were paid out on a chain, in tokens, and the address that may claim them",
    """
    SELECT run, job, network, account, address, \(tokens("amount")) AS amount, symbol, target, chain_id, token,
      root, settled
    FROM settlement_entry JOIN settlement USING (run) JOIN run USING (run)
    JOIN network ON network.name = run.network
    ORDER BY run, account
    """)

  static let workers = View(
    "workers", "The workers of each attempt, and how they were lost",
    """
    SELECT run, attempt, worker, pool, host, pid, version, blas_library, blas_configuration,
      (SELECT group_concat('round ' || round || ': ' || reason, '; ') FROM worker_loss AS lost
        WHERE lost.run = worker.run AND lost.attempt = worker.attempt AND lost.worker = worker.worker) AS losses,
      fingerprint, key
    FROM worker ORDER BY run, attempt, worker
    """)

  static let losses = View(
    "losses", "The workers that were lost, and those that were never reached, which have no host",
    """
    SELECT run, attempt, round, worker, worker_loss.pool, host, kind, reason, lost
    FROM worker_loss LEFT JOIN worker USING (run, attempt, worker)
    ORDER BY run, attempt, loss
    """)

  static let pools = View(
    "pools", "What each pool did for each run, over its attempts but those that were killed",
    """
    SELECT run, job, pool, count(*) AS attempts, sum(tasks) AS tasks, sum(bytes_sent) AS bytes_sent,
      sum(bytes_received) AS bytes_received, sum(seconds) AS seconds, sum(retries) AS retries, sum(losses) AS losses,
      (SELECT group_concat('attempt ' || attempt || ': ' || refused, '; ') FROM pool AS one
        WHERE one.run = pool.run AND one.pool = pool.pool) AS refused
    FROM pool JOIN run USING (run)
    GROUP BY run, pool ORDER BY run, pool
    """)

  static let reproductions = View(
    "reproductions", "The times each run was run again to compare",
    """
    SELECT run, job, number, at, verdict, first_difference, host, version
    FROM reproduction JOIN run USING (run) ORDER BY run, number
    """)

  static let batches = View(
    "batches", "One line a batch; one without an end was killed if no process is at work",
    """
    SELECT batch, name, path, started, finished, status, count(position) AS jobs,
      count(CASE outcome WHEN 'succeeded' THEN 1 END) AS succeeded, count(CASE outcome WHEN 'skipped' THEN 1 END) AS skipped,
      count(CASE WHEN outcome NOT IN ('succeeded', 'skipped') THEN 1 END) AS others, host, user, pid, command, version
    FROM batch LEFT JOIN batch_job USING (batch) GROUP BY batch ORDER BY batch
    """)

  static let batchJobs = View(
    "batch_jobs", "What became of each job of each batch",
    """
    SELECT batch, name, id, outcome, reason, run, attempts, seconds
    FROM batch_job JOIN batch USING (batch) ORDER BY batch, position
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
