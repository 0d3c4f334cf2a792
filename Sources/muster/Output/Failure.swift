import Batches
import Glibc
import JobSpec

/// A refusal: what is wrong, what to do about it, and the exit status.
struct Failure: Error {
  /// DESIGN.md's exit statuses, as far as a failure uses them.
  enum Status: Int32 {
    case jobFailed = 1
    case changes = 2
    case mismatch = 3
    case partly = 4
    case usage = 64
    case invalid = 65
    case noWorker = 69
    case bug = 70
    case cannotWrite = 73
    case locked = 75
    case configuration = 78
    case late = 124
    case interrupted = 130
    case terminated = 143
  }

  var status: Status
  /// Empty when everything has been said already.
  var message: String
  var help: String
  /// What is wrong with files, told first.
  var diagnostics: [Diagnostic] = []

  init(_ status: Status, _ message: String = "", help: String = "") {
    self.status = status
    self.message = message
    self.help = help
  }

  /// - Parameter diagnostics: what is wrong, which says everything.
  init(_ status: Status, _ diagnostics: [Diagnostic]) {
    self.init(status)
    self.diagnostics = diagnostics
  }

  /// Of a batch whose jobs have told what is wrong.
  init(_ report: BatchReport) { self.init(Status(rawValue: report.status) ?? .jobFailed, "") }

  /// Says what is wrong with one job of several.
  func report(ofJob id: String) {
    if !diagnostics.isEmpty {
      Standard.error("\(id):")
      tell(diagnostics)
    }
    if !message.isEmpty { Standard.error("error: \(id): \(message)") }
    if !help.isEmpty { Standard.error("  help: \(help)") }
  }

  func exit() -> Never {
    if !Standard.event(.refused(self)) {
      tell(diagnostics)
      if !message.isEmpty { Standard.error("error: \(message)") }
      if !help.isEmpty { Standard.error("  help: \(help)") }
    }
    Glibc.exit(status.rawValue)
  }
}
