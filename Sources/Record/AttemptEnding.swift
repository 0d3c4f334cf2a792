import Planning

/// How a process that ran a run stopped.
package enum AttemptEnding: Sendable, Equatable {
  /// The run ended with it.
  case finished
  /// It was asked to stop.
  case interrupted
  /// The run could not go on, for this reason; a resume tries again.
  case failed(reason: String)
  /// A deadline passed; a resume goes on.
  case late(reason: String)
  /// It was gone without a word.
  case killed
}

extension AttemptEnding {
  init(_ ending: RunEnding) {
    switch ending {
    case .completed, .diverged: self = .finished
    case .interrupted: self = .interrupted
    case .failed(let reason): self = .failed(reason: reason)
    case .late(let reason): self = .late(reason: reason)
    }
  }

  /// - Parameter reason: of a failure or a lateness.
  /// - Returns: nil unless the record's schema allows the two together.
  init?(word: String, reason: String?) {
    switch (word, reason) {
    case ("finished", nil): self = .finished
    case ("interrupted", nil): self = .interrupted
    case ("failed", let reason?): self = .failed(reason: reason)
    case ("late", let reason?): self = .late(reason: reason)
    case ("killed", nil): self = .killed
    default: return nil
    }
  }

  package var word: String {
    switch self {
    case .finished: "finished"
    case .interrupted: "interrupted"
    case .failed: "failed"
    case .late: "late"
    case .killed: "killed"
    }
  }

  var reason: String? {
    switch self {
    case .failed(let reason), .late(let reason): reason
    case .finished, .interrupted, .killed: nil
    }
  }
}
