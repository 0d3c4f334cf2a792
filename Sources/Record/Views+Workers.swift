/// Who trained.
extension Views {
  static let ofWorkers = [workers, losses, pools]

  static let workers = View(
    "workers", "The workers of each attempt, and how they were lost",
    columns: [.run, .attempt]
      + .of(
        ObservationTables.worker, "worker", "pool", "host", "pid", "version", "blas_library", "blas_configuration")
      + [.init("losses", "The rounds in which it was lost, and what was seen")]
      + .of(ObservationTables.worker, "fingerprint", "key"),
    """
    SELECT run, attempt, worker, pool, host, pid, version, blas_library, blas_configuration,
      (SELECT group_concat('round ' || round || ': ' || reason, '; ') FROM worker_loss AS lost
        WHERE lost.run = worker.run AND lost.attempt = worker.attempt AND lost.worker = worker.worker) AS losses,
      fingerprint, key
    FROM worker ORDER BY run, attempt, worker
    """)

  static let losses = View(
    "losses", "The workers that were lost, and those that were never reached, which have no host",
    columns: [.run, .attempt]
      + .of(ObservationTables.workerLoss, "round", "worker", "pool") + .of(ObservationTables.worker, "host")
      + .of(ObservationTables.workerLoss, "kind", "reason", "lost"),
    """
    SELECT run, attempt, round, worker, worker_loss.pool, host, kind, reason, lost
    FROM worker_loss LEFT JOIN worker USING (run, attempt, worker)
    ORDER BY run, attempt, loss
    """)

  static let pools = View(
    "pools", "What each pool did for each run, over its attempts but those that were killed",
    columns: [.run, .job, .init("pool", "The pool's name"), .init("attempts", "How many attempts it took part in")]
      + .of(
        ObservationTables.pool, "tasks", "bytes_sent", "bytes_received", "seconds", "retries", "losses", "refused"),
    """
    SELECT run, job, pool, count(*) AS attempts, sum(tasks) AS tasks, sum(bytes_sent) AS bytes_sent,
      sum(bytes_received) AS bytes_received, sum(seconds) AS seconds, sum(retries) AS retries, sum(losses) AS losses,
      (SELECT group_concat('attempt ' || attempt || ': ' || refused, '; ') FROM pool AS one
        WHERE one.run = pool.run AND one.pool = pool.pool) AS refused
    FROM pool JOIN run USING (run)
    GROUP BY run, pool ORDER BY run, pool
    """)
}
