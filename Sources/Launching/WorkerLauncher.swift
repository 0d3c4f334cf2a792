/// What reached the coordinator from its workers.
package enum WorkerEvent: Sendable, Equatable {
  case received(worker: Int, [UInt8])
  /// The last event of a worker that ended without being stopped.
  case closed(worker: Int, WorkerEnd)
}

/// How a worker ended, as far as can be told from here.
package struct WorkerEnd: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The process ended.
    case ended
    /// The way to it broke, or never led to it; another try may do.
    case unreachable
    /// The way to it is barred until somebody mends it: an unknown host key, a key that is not accepted, no such program.
    case barred
  }

  package var kind: Kind
  /// For people.
  package var reason: String
  /// What may mend it.
  package var help: String?

  package init(_ kind: Kind, reason: String, help: String? = nil) {
    self.kind = kind
    self.reason = reason
    self.help = help
  }
}

/// The seam to worker processes: each worker is a byte stream with a number, in a pool that is known by its place in the
/// list of pools.
package protocol WorkerLauncher {
  /// Starts a worker, or the way to it; waits for neither.
  ///
  /// - Parameters:
  ///   - worker: its number, never one that was used before.
  ///   - pool: the place of its pool in the list of pools.
  mutating func start(worker: Int, pool: Int) throws(LaunchError)

  /// Queues bytes and the floats that follow them. What is for a worker that has ended is dropped.
  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int)

  /// Writes what is queued, as far as the workers take it now.
  mutating func flush()

  /// Writes what is queued as the workers take it, and waits until something arrives.
  ///
  /// - Parameters:
  ///   - milliseconds: nil waits as long as there is a worker.
  ///   - leaving: workers of whom nothing need be read for now.
  /// - Returns: in each worker's order; nothing when the time was up or a signal came.
  mutating func wait(milliseconds: Int?, leaving: [Int]) -> [WorkerEvent]

  /// Ends a worker, of which no more is heard. Does not wait for its end, which a later call sees to.
  mutating func stop(worker: Int)

  /// Ends all workers and returns when there is none.
  mutating func stopAll()
}

extension WorkerLauncher {
  package mutating func send(_ bytes: [UInt8], to worker: Int) { send(bytes, floats: [], to: worker) }

  package mutating func wait(milliseconds: Int?) -> [WorkerEvent] {
    wait(milliseconds: milliseconds, leaving: [])
  }
}

/// Why a worker could not be started.
package struct LaunchError: Error, Equatable, CustomStringConvertible {
  package var message: String
  package var help: String?

  package init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }

  package var description: String { help.map { "\(message); \($0)" } ?? message }
}
