import Planning

/// How a process that ran a run stopped.
package enum AttemptEnding: Sendable, Equatable {
  /// The run ended with it.
  case finished
  /// It was asked to stop.
  case interrupted
  /// The run could not go on, for this reason; a resume tries again.
  case failed(reason: String)
  /// It was gone without a word.
  case killed
}

extension AttemptEnding {
  init(_ ending: RunEnding) {
    switch ending {
    case .completed, .diverged: self = .finished
    case .interrupted: self = .interrupted
    case .failed(let reason): self = .failed(reason: reason)
    }
  }

  /// - Parameter reason: of a failure.
  /// - Returns: nil unless the record's schema allows the two together.
  init?(word: String, reason: String?) {
    switch (word, reason) {
    case ("finished", nil): self = .finished
    case ("interrupted", nil): self = .interrupted
    case ("failed", let reason?): self = .failed(reason: reason)
    case ("killed", nil): self = .killed
    default: return nil
    }
  }

  var word: String {
    switch self {
    case .finished: "finished"
    case .interrupted: "interrupted"
    case .failed: "failed"
    case .killed: "killed"
    }
  }

  var reason: String? { if case .failed(let reason) = self { reason } else { nil } }
}
