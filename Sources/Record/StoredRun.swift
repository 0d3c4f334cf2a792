package import Determinism

/// How a run stands.
package enum RunStatus: String, Sendable, CaseIterable {
  /// Its process is at work.
  case running
  /// Stopped or killed; it can be resumed.
  case interrupted
  case succeeded
  /// All rounds done, but not what the job calls success.
  case missed
  /// NaN or infinity appeared.
  case diverged
}

/// A run, as a list of runs shows it.
package struct StoredRun: Sendable, Equatable {
  /// The run's number in this record.
  package var id: Int
  package var key: Digest
  package var job: String
  package var seed: UInt64
  package var arithmetic: Int
  /// nil when the job pays nobody.
  package var network: String?
  package var status: RunStatus
  package var roundsDone: Int
  package var roundsPlanned: Int
  package var divergedRound: Int?
  /// nil when the aggregate diverged.
  package var divergedClient: Int?
  package var started: Timestamp
  /// Of the last attempt; nil while it runs, and when it was killed.
  package var finished: Timestamp?
  /// The record digest; nil until the run has ended.
  package var digest: Digest?
}

/// One process that ran a run.
package struct StoredAttempt: Sendable, Equatable {
  package var number: Int
  package var afterRound: Int
  package var started: Timestamp
  /// nil while it runs, and for ever if it was killed.
  package var finished: Timestamp?
  /// nil while it runs.
  package var ending: AttemptEnding?
  package var environment: RunEnvironment
  package var branch: String?
}
