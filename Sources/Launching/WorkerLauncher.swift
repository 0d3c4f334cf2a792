/// What reached the coordinator from its workers.
package enum WorkerEvent: Sendable, Equatable {
  case received(worker: Int, [UInt8])
  /// The last event of a worker that ended without being stopped; `reason` is for people.
  case closed(worker: Int, reason: String)
}

/// The seam to worker processes: each worker is a byte stream with a number.
package protocol WorkerLauncher {
  /// What its workers are called together, such as "local".
  var pool: String { get }

  /// - Parameter worker: its number, never one that was used before.
  mutating func start(worker: Int) throws(LaunchError)

  /// Queues bytes and the floats that follow them. What is for a worker that has ended is dropped.
  mutating func send(_ bytes: [UInt8], floats: [Float], to worker: Int)

  /// Writes what is queued, as far as the workers take it now.
  mutating func flush()

  /// Writes what is queued as the workers take it, and waits until something arrives.
  ///
  /// - Parameters:
  ///   - milliseconds: nil waits as long as there is a worker.
  ///   - leaving: workers of whom nothing is to be read for now.
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
