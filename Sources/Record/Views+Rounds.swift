/// What the rounds gave.
extension Views {
  static let ofRounds = [rounds, confusion, metrics, updates, decisions]

  static let rounds = View(
    "rounds", "One line a round: losses are means over rows",
    columns: [.run, .round, .init("clients", "How many clients served"), .init("training_loss", "The mean loss over all row visits"),
      .init("test_loss", "The mean loss over the test rows; NULL where the round was not evaluated"),
      .init("accuracy", "The share of the test rows whose class was predicted; NULL where there is none")]
      + .of(ObservationTables.roundTime, "finished", "seconds") + .of(ResultTables.round, "model_digest"),
    """
    SELECT run, round, count(client) AS clients, sum(loss * examples) / sum(examples) AS training_loss,
      loss_sum / evaluation.rows AS test_loss,
      (SELECT 1.0 * sum(CASE WHEN key / json_array_length(classes) = key % json_array_length(classes) THEN value END)
        / sum(value) FROM json_each(confusion)) AS accuracy,
      finished, seconds, model_digest
    FROM round LEFT JOIN client_update USING (run, round) LEFT JOIN evaluation USING (run, round)
    LEFT JOIN dataset USING (run) LEFT JOIN round_time USING (run, round)
    GROUP BY run, round ORDER BY run, round
    """)

  static let confusion = View(
    "confusion", "The test rows of each evaluated round by true and predicted class",
    columns: [.run, .round, .init("truth", "The true class"), .init("predicted", "The predicted class"),
      .init("rows", "How many test rows")],
    """
    SELECT run, round, json_extract(classes, '$[' || (cell.key / json_array_length(classes)) || ']') AS truth,
      json_extract(classes, '$[' || (cell.key % json_array_length(classes)) || ']') AS predicted, cell.value AS rows
    FROM evaluation JOIN dataset USING (run), json_each(confusion) AS cell
    """)

  static let metrics = View(
    "metrics", "What each evaluated round scored; class is empty where a metric is of all rows",
    columns: [.run, .round, .init("metric", "loss, accuracy, recall, precision, auc, mse or mae"),
      .init("class", "The class; empty where the metric is of all rows"), .init("value", "The score")],
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
    columns: [.run, .round, .client] + .of(InputTables.client, "name", "owner")
      + [.init("operator", "The participant whose worker trained it")]
      + .of(ResultTables.clientUpdate, "examples", "steps", "loss", "contribution")
      + .of(ObservationTables.clientTime, "worker", "seconds") + .of(ResultTables.clientUpdate, "update_digest"),
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
    columns: [.run, .job, .round, .client] + .of(InputTables.client, "name")
      + [.init("decision", "What was decided, in words")],
    """
    SELECT run, job, round, client, name, CASE kind
      WHEN 'dropped' THEN 'dropped: its training was late and does not count'
      ELSE 'reassigned: trained by ' || decision.operator || ' instead of ' || coalesce(client.operator, 'nobody')
      END AS decision
    FROM decision JOIN client USING (run, client) JOIN run USING (run)
    ORDER BY run, round, client, kind
    """)
}
