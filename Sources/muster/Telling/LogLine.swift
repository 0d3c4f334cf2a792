import Determinism
import JobSpec
import Record

/// One line of the JSON log: an object with `event`, `time` and what belongs to that event. Documentation/operations.md
/// lists them all; events and keys are added, never changed.
struct LogLine {
  let event: String
  let members: [(key: String, value: JSON)]

  init(_ event: String, _ members: [(key: String, value: JSON)]) {
    self.event = event
    self.members = members
  }

  func text(at time: Timestamp) -> String {
    let head: [(key: String, value: JSON)] = [("event", .string(event)), ("time", .string("\(time)"))]
    return JSON.object(head + members).text(indented: false)
  }
}

extension LogLine {
  /// What standard error would say in words.
  static func note(_ text: String) -> LogLine { LogLine("note", [("text", .string(text))]) }

  /// The last line of a log, after a command that failed nowhere.
  static var done: LogLine { exited(0) }

  /// The last line of a log, after a refusal.
  static func refused(_ failure: Failure) -> LogLine {
    exited(failure.status.rawValue, failure.words, failure.help, failure.diagnostics)
  }

  private static func exited(
    _ status: Int32, _ message: String = "", _ help: String = "", _ diagnostics: [Diagnostic] = []
  ) -> LogLine {
    LogLine(
      "exited",
      [
        ("status", .int(Int(status))), ("message", .string(message)), ("help", .string(help)),
        ("diagnostics", diagnostics.json),
      ])
  }
}
