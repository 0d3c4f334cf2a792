/// What ends a batch before its jobs are done.
package enum BatchStop: Sendable, Equatable {
  /// A signal, by its number.
  case signal(Int32)
  case deadline
}

extension [JobReport] {
  /// The exit status of a batch whose jobs ended so.
  package func status(after stop: BatchStop?) -> Int32 {
    switch stop {
    case .signal(let number): 128 + number
    case .deadline: 124
    case nil where allSatisfy(\.outcome.isGood): 0
    case nil: contains(where: \.outcome.isGood) ? 4 : 1
    }
  }
}
