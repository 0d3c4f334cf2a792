package import Determinism
package import Kernel
package import Tokenomics

/// What happens in a run, in the order it happens. Everything the record holds arrives as one of these.
package enum RunEvent: Sendable {
  case workerJoined(WorkerFacts)
  case workerLost(WorkerLoss)
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

  package init(
    worker: Int, pool: String, host: String, pid: Int, version: String, blasLibrary: String?,
    blasConfiguration: String?, fingerprint: Digest
  ) {
    self.worker = worker
    self.pool = pool
    self.host = host
    self.pid = pid
    self.version = version
    self.blasLibrary = blasLibrary
    self.blasConfiguration = blasConfiguration
    self.fingerprint = fingerprint
  }
}

package struct WorkerLoss: Sendable, Equatable {
  package var worker: Int
  package var round: Int
  package var reason: String

  package init(worker: Int, round: Int, reason: String) {
    self.worker = worker
    self.round = round
    self.reason = reason
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
    round: Int, clients: [ClientOutcome], model: [Float], modelDigest: Digest, evaluation: Evaluation?,
    rewards: [Reward], seconds: Double
  ) {
    self.round = round
    self.clients = clients
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
}
