import JobSpec

/// What becomes of a client whose training is late.
package enum LateRule: Sendable, Equatable {
  /// Another worker trains it.
  case reassign
  /// It does not count, if so many others do.
  case drop(atLeast: Int)
  /// The run stops.
  case fail
}

extension Plan {
  package var onLate: LateRule {
    switch job.federation.onLate {
    case .reassign: .reassign
    case .drop: .drop(atLeast: job.federation.minClients ?? 1)
    case .fail: .fail
    }
  }
}
