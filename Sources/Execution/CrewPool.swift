package import WorkerProtocol

/// A pool as its crew knows it.
package struct CrewPool: Sendable, Equatable {
  package var name: String
  /// How many workers it may have at a time, at least 1.
  package var workers: Int
  /// The participant whose workers they are; nil where the plan alone says who is paid.
  package var `operator`: String?
  /// The public keys its workers may have; any when empty.
  package var keys: [PublicKey]
  /// Whether its workers are child processes on this machine: they sign nothing, and need no patience.
  package var isLocal: Bool
  /// How long a worker may wait for its turn before it is started.
  package var queue: Duration

  package init(
    name: String, workers: Int, operator: String? = nil, keys: [PublicKey] = [], isLocal: Bool,
    queue: Duration = .zero
  ) {
    self.name = name
    self.workers = workers
    self.operator = `operator`
    self.keys = keys
    self.isLocal = isLocal
    self.queue = queue
  }

  /// So many workers on this machine.
  package static func local(_ workers: Int) -> CrewPool {
    CrewPool(name: "local", workers: workers, isLocal: true)
  }
}
