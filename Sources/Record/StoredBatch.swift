/// A batch as the record remembers it.
package struct StoredBatch: Sendable, Equatable {
  /// Its number in this record, from 1.
  package var number: Int
  package var name: String
  /// Its file or folder, as it was given.
  package var path: String
  package var started: Timestamp
  /// nil while it runs, and for ever if it was killed.
  package var finished: Timestamp?
  /// The command's exit status, with `finished`.
  package var status: Int32?
  package var environment: RunEnvironment
  /// Those whose end is known, in the batch's order.
  package var jobs: [StoredBatchJob]
}

/// What became of a job of a batch.
package struct StoredBatchJob: Sendable, Equatable {
  /// Its place in the batch, from 0.
  package var position: Int
  package var id: String
  package var outcome: String
  package var reason: String
  /// nil where there is none.
  package var run: Int?
  /// 0 where nothing was trained.
  package var attempts: Int
  package var seconds: Double

  package init(
    position: Int, id: String, outcome: String, reason: String, run: Int?, attempts: Int, seconds: Double
  ) {
    self.position = position
    self.id = id
    self.outcome = outcome
    self.reason = reason
    self.run = run
    self.attempts = attempts
    self.seconds = seconds
  }
}
