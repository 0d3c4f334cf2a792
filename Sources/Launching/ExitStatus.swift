/// How a process ended.
enum ExitStatus: Equatable {
  case exit(Int32)
  case signal(Int32)

  /// - Parameter status: as waitpid gives it.
  init(_ status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exit(status >> 8 & 0xff) : .signal(signal)
  }

  var words: String {
    switch self {
    case .exit(let code): "exit \(code)"
    case .signal(let number): "killed by signal \(number)"
    }
  }
}

/// How a program ended, and what it last said about it.
struct LinkEnd: Equatable {
  var status: ExitStatus
  /// The last lines of its standard error.
  var lines: [String]
  /// It had closed its output, and did not end by itself.
  var wasKilled = false

  /// For people.
  var words: String { how + (lines.last.map { ": " + $0 } ?? "") }

  /// All that it last said; nil when it said nothing.
  var complaint: String? { lines.isEmpty ? nil : lines.joined(separator: "\n") }

  /// ``words`` without what it said.
  var how: String { wasKilled ? "closed its output and was killed" : status.words }
}
