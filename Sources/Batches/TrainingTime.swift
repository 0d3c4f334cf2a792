import Synchronization

/// The seconds of training that a batch may spend, summed over its lanes, which share it. What an attempt takes counts
/// while it runs. All moments are of the caller's clock.
package final class TrainingTime: Sendable {
  private struct Spending {
    var running = 0
    /// What the attempts took that have ended, less the moments at which those that run began.
    var offset = 0.0
  }

  private let budget: Double
  private let spending = Mutex(Spending())

  /// - Parameter budget: in seconds.
  package init(budget: Double) { self.budget = budget }

  package func begin(at now: Double) {
    spending.withLock {
      $0.running += 1
      $0.offset -= now
    }
  }

  /// - Parameter now: the moment at which it began for an attempt that came to no training, which costs nothing.
  package func end(at now: Double) {
    spending.withLock {
      $0.running -= 1
      $0.offset += now
    }
  }

  package func isUsedUp(at now: Double) -> Bool {
    spending.withLock { $0.offset + Double($0.running) * now >= budget }
  }
}
