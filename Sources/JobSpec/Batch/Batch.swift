/// Many jobs that one command runs: the jobs with their matrices worked out, and what holds for all of them.
package struct Batch: Sendable, Equatable {
  /// What happens when another writer holds the record as the batch begins.
  package enum Overlap: String, Sendable, CaseIterable {
    /// Nothing is run, and that is no failure: exit status 75, and silence where silence is asked for.
    case skip
    /// It waits for as long as the batch may take.
    case wait
    /// The same as a failed batch: exit status 75, told and notified.
    case fail
  }

  /// Shell commands that are told what happens.
  package struct Notify: Sendable, Equatable {
    package var start: [String] = []
    package var success: [String] = []
    package var failure: [String] = []

    package init() {}
  }

  /// What the batch may spend at most.
  package struct Budget: Sendable, Equatable {
    package struct Tokens: Sendable, Equatable {
      package var network = ""
      package var amount = TokenAmount(uncheckedText: "0")
      /// Where it was written; nil where no file says it.
      var origin: Reading.Origin?

      package init(network: String, amount: TokenAmount) {
        self.network = network
        self.amount = amount
      }

      /// Where it stood is no part of what it is.
      package static func == (a: Tokens, b: Tokens) -> Bool {
        a.network == b.network && a.amount == b.amount
      }
    }

    /// Of training, summed over the jobs.
    package var time: Duration?
    /// What may be emitted on each network, in the order of the file.
    package var tokens: [Tokens] = []

    package init() {}
  }

  package var name = ""
  /// In the order of the file, those of one matrix in its order.
  package var jobs: [BatchJob] = []
  package var maxParallel = 1
  /// Whether the first failure keeps all other jobs from starting.
  package var failFast = false
  package var onOverlap = Overlap.fail
  /// How long the whole batch may take.
  package var deadline = Duration.seconds(24 * 3600)
  package var budget: Budget?
  package var notify = Notify()
  /// Whether nothing is run from a git tree with changes that are not committed.
  package var requireClean = false

  package init() {}
}

/// One job of a batch, its matrix worked out.
package struct BatchJob: Sendable, Equatable {
  /// What is tried again, how often, and after which rest.
  package struct Retry: Sendable, Equatable {
    /// What says nothing about the job itself. A job that is wrong, diverges or misses its criterion is never tried again.
    package enum Cause: String, Sendable, CaseIterable { case workers, deadline }

    package var on: [Cause] = [.workers]
    /// How many further attempts.
    package var atMost = 0
    /// Before the second attempt; it doubles with each further one, up to an hour.
    package var backoff = Duration.seconds(10)

    package init() {}
  }

  /// `train`, or `train[lr=0.1,seed=3]` where its entry has a matrix.
  package var id = ""
  /// The name of its entry: `train`.
  package var entry = ""
  /// The job's file, as the batch names it: relative to the batch's folder.
  package var file = ""
  /// What it sets in the job, by the matrix last.
  package var settings: [Setting] = []
  /// The ids of the jobs that must have succeeded before it starts, in the batch's order.
  package var needs: [String] = []
  package var retry = Retry()
  /// How long one attempt may take; nil where only the job itself says so.
  package var deadline: Duration?
  /// The path of a workers file that takes the place of the job's own `workers`.
  package var workers: String?

  package init() {}
}
