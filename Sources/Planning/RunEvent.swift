package import Determinism
package import Kernel
package import Tokenomics

/// What happens in a run, in the order it happens. Everything the record holds arrives as one of these.
package enum RunEvent: Sendable {
  case workerJoined(WorkerFacts)
  case workerLost(WorkerLoss)
  /// Somebody is awaited for long; nil when all goes on.
  case waiting(Waiting?)
  /// What each pool did, once, before the run's end; in the order of the pools.
  case poolsDone([PoolReport])
  case roundFinished(RoundOutcome)
  case ended(RunEnding)
}

/// The seam through which a run is seen: the record, the progress line and reproduce's comparison listen here.
package protocol RunObserver: AnyObject {
  /// - Throws: what the observer could not do; the run then stops and passes the error on.
  func observe(_ event: RunEvent) throws
}

/// Who a worker is. Observations, except that the fingerprint must be the same in every worker of a run.
package struct WorkerFacts: Sendable, Equatable {
  package var worker: Int
  package var pool: String
  package var host: String
  package var pid: Int
  package var version: String
  /// nil where no BLAS was loaded, as portable arithmetic needs none.
  package var blasLibrary: String?
  package var blasConfiguration: String?
  package var fingerprint: Digest
  /// Its public key, as hexadecimal digits; nil of a worker on this machine, which signs nothing.
  package var key: String?

  package init(
    worker: Int, pool: String, host: String, pid: Int, version: String, blasLibrary: String?,
    blasConfiguration: String?, fingerprint: Digest, key: String? = nil
  ) {
    self.worker = worker
    self.pool = pool
    self.host = host
    self.pid = pid
    self.version = version
    self.blasLibrary = blasLibrary
    self.blasConfiguration = blasConfiguration
    self.fingerprint = fingerprint
    self.key = key
  }
}

package struct WorkerLoss: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// It ended, or could not be reached: its pool is tried again.
    case lost
    /// It said what cannot be true, or cannot do the work: its pool is not used again in this run.
    case refused
  }

  package var worker: Int
  package var pool: String
  package var round: Int
  package var kind: Kind
  package var reason: String

  package init(worker: Int, pool: String, round: Int, kind: Kind, reason: String) {
    self.worker = worker
    self.pool = pool
    self.round = round
    self.kind = kind
    self.reason = reason
  }
}

/// Who a round waits for.
package struct Waiting: Sendable, Equatable {
  package struct Party: Sendable, Equatable {
    package var pool: String
    package var worker: Int
    package var host: String?
    /// The clients it is to train; none while it is on its way, or evaluates.
    package var clients: [Int]
    /// Seconds since it was last heard of.
    package var silence: Double

    package init(pool: String, worker: Int, host: String?, clients: [Int], silence: Double) {
      self.pool = pool
      self.worker = worker
      self.host = host
      self.clients = clients
      self.silence = silence
    }
  }

  package var round: Int
  /// Seconds since the round's training began.
  package var seconds: Double
  /// Seconds until the round's deadline.
  package var left: Double
  /// By worker.
  package var parties: [Party]

  package init(round: Int, seconds: Double, left: Double, parties: [Party]) {
    self.round = round
    self.seconds = seconds
    self.left = left
    self.parties = parties
  }
}

/// What the workers of one pool did in one attempt: observations.
package struct PoolReport: Sendable, Equatable {
  package var pool: String
  /// Tasks that were finished.
  package var tasks = 0
  package var bytesSent = 0
  package var bytesReceived = 0
  /// Seconds of training, summed over the workers.
  package var seconds = 0.0
  /// How often a worker was started again.
  package var retries = 0
  package var losses = 0
  /// Why the pool was given up; nil if it was not.
  package var refused: String?

  package init(pool: String) { self.pool = pool }
}

/// Something that happened to a client of a round, is no function of the job, and changes the result: it is recorded, and
/// replayed when the run is reproduced.
package struct Decision: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Its training was late, and does not count.
    case dropped
    /// Another operator's worker trained it, and is paid for it.
    case reassigned(operator: String)
  }

  package var client: Int
  package var kind: Kind

  package init(client: Int, kind: Kind) {
    self.client = client
    self.kind = kind
  }
}

/// What one client's training gave in one round.
package struct ClientOutcome: Sendable, Equatable {
  package var client: Int
  package var rows: Int
  /// Row visits: rows times epochs.
  package var examples: Int
  package var steps: Int
  /// The mean loss over the row visits, each at the parameters of its step.
  package var loss: Double
  package var updateDigest: Digest
  /// The weight of the client's claim on the data share: rows, or loss reduction in units of 2⁻³².
  package var contribution: UInt64
  /// Observations: who trained it and how long that took.
  package var worker: Int
  package var seconds: Double

  package init(
    client: Int, rows: Int, examples: Int, steps: Int, loss: Double, updateDigest: Digest,
    contribution: UInt64,
    worker: Int, seconds: Double
  ) {
    self.client = client
    self.rows = rows
    self.examples = examples
    self.steps = steps
    self.loss = loss
    self.updateDigest = updateDigest
    self.contribution = contribution
    self.worker = worker
    self.seconds = seconds
  }
}

package struct RoundOutcome: Sendable, Equatable {
  /// From 1.
  package var round: Int
  /// The cohort, in client order.
  package var clients: [ClientOutcome]
  /// By client, a client's drop before its reassignment.
  package var decisions: [Decision]
  /// The global model after the round.
  package var model: [Float]
  package var modelDigest: Digest
  /// nil in a round that was not evaluated.
  package var evaluation: Evaluation?
  /// Sorted by reason, then account.
  package var rewards: [Reward]
  /// Observation.
  package var seconds: Double

  package init(
    round: Int, clients: [ClientOutcome], decisions: [Decision] = [], model: [Float], modelDigest: Digest,
    evaluation: Evaluation?, rewards: [Reward], seconds: Double
  ) {
    self.round = round
    self.clients = clients
    self.decisions = decisions
    self.model = model
    self.modelDigest = modelDigest
    self.evaluation = evaluation
    self.rewards = rewards
    self.seconds = seconds
  }
}

package enum RunEnding: Sendable, Equatable {
  /// All rounds done, or `stop_when` reached; `success` is nil when the job states no criterion.
  case completed(success: Bool?)
  /// NaN or infinity appeared in this client's training, or in the aggregate when `client` is nil.
  case diverged(round: Int, client: Int?)
  /// A signal asked the run to stop; finished rounds are kept and `resume` goes on.
  case interrupted
  /// The run could not go on, for a reason that says nothing about its results; `resume` tries again.
  case failed(reason: String)
  /// The run's deadline, or a round's, passed; finished rounds are kept and `resume` goes on.
  case late(reason: String)
}
