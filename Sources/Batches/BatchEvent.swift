package import Determinism

/// What happens in a batch, in the order it happens.
package enum BatchEvent: Sendable, Equatable {
  case started(BatchStart)
  /// A job's training begins; `attempt` counts from 1.
  case jobStarted(id: String, attempt: Int)
  /// What failed for a reason that may pass is tried again after so many seconds.
  case jobRests(id: String, attempt: Int, seconds: Double, reason: String)
  /// Told once for each job, whether it ran or not.
  case jobEnded(JobReport)
  case ended(BatchReport)
}

/// The seam through which a batch is seen: the record, the log, the metrics and the notices listen here.
package protocol BatchObserver: AnyObject {
  /// - Throws: what the observer could not do; the batch then stops and passes the error on.
  func observe(_ event: BatchEvent) throws
}

package struct BatchStart: Sendable, Equatable {
  /// Its number in the record, from 1.
  package var number: Int
  package var name: String
  /// The batch's file or folder, as it was given.
  package var path: String
  /// The ids of its jobs, in the batch's order.
  package var jobs: [String]

  package init(number: Int, name: String, path: String, jobs: [String]) {
    self.number = number
    self.name = name
    self.path = path
    self.jobs = jobs
  }
}

/// What became of a job of a batch.
package enum JobOutcome: String, Sendable, CaseIterable {
  /// It was trained, and its criterion of success is met or it has none.
  case succeeded
  /// The record holds this very run, verified; nothing was trained.
  case skipped
  /// Its criterion of success is not met, by this batch's run or by the one the record holds.
  case missed
  case diverged
  /// Its file, a setting or its data is wrong.
  case invalid
  /// It could not be trained to its end, for a reason that says nothing of its results.
  case failed
  /// A deadline passed.
  case late
  /// A job that it needs did not succeed, or another failed and the batch ends with the first failure.
  case blocked
  /// It would cost more than the batch may spend.
  case overBudget = "over_budget"
  /// The batch was stopped before or while it was trained.
  case interrupted

  /// Whether what needs it may start.
  package var isGood: Bool { self == .succeeded || self == .skipped }

  /// Whether it was to be trained, and cannot be, or came to nothing. What is neither good nor a failure was left undone.
  package var isFailure: Bool {
    switch self {
    case .missed, .diverged, .invalid, .failed, .late: true
    case .succeeded, .skipped, .blocked, .overBudget, .interrupted: false
    }
  }
}

package struct JobReport: Sendable, Equatable {
  package var id: String
  package var outcome: JobOutcome
  /// Why, in words: why it was skipped, what was wrong, why it was trained.
  package var reason: String
  /// The run in the record; nil where there is none.
  package var run: Int?
  /// How many rounds the record holds of that run; nil where there is none.
  package var rounds: Int?
  package var recordDigest: Digest?
  /// 0 where nothing was trained.
  package var attempts: Int
  package var seconds: Double

  package init(
    id: String, outcome: JobOutcome, reason: String, run: Int? = nil, rounds: Int? = nil,
    recordDigest: Digest? = nil, attempts: Int = 0, seconds: Double = 0
  ) {
    self.id = id
    self.outcome = outcome
    self.reason = reason
    self.run = run
    self.rounds = rounds
    self.recordDigest = recordDigest
    self.attempts = attempts
    self.seconds = seconds
  }
}

/// What became of a batch.
package struct BatchReport: Sendable, Equatable {
  package var name: String
  /// In the batch's order, one for each job.
  package var jobs: [JobReport]
  package var seconds: Double
  /// The exit status of the command.
  package var status: Int32

  package init(name: String, jobs: [JobReport], seconds: Double, status: Int32) {
    self.name = name
    self.jobs = jobs
    self.seconds = seconds
    self.status = status
  }

  package func count(of outcome: JobOutcome) -> Int { jobs.count { $0.outcome == outcome } }
}
