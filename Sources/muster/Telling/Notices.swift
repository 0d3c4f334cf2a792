import Batches
import Glibc
import JobSpec
import Reporting

/// Runs the commands that a batch's `notify` names, and gives them the facts in their environment. Whatever they do
/// changes nothing but what is told on standard error.
final class Notices: BatchObserver {
  /// Seconds after which a command is asked to end; five more, and it is killed.
  private static let limit = 60
  private static let mostOutput = 65_536

  private let commands: Batch.Notify
  private let name: String
  private let record: String
  private var start: BatchStart?

  /// - Parameters:
  ///   - name: the batch's.
  ///   - record: the path of the record.
  init(_ commands: Batch.Notify, of name: String, record: String) {
    (self.commands, self.name, self.record) = (commands, name, record)
  }

  func observe(_ event: BatchEvent) throws {
    switch event {
    case .started(let start):
      self.start = start
      let facts = [("EVENT", "start")] + places
      for command in commands.start { run(command, facts) }
    case .ended(let report):
      let isGood = report.status == 0
      let facts = [("EVENT", isGood ? "success" : "failure")] + places + report.facts
      for command in isGood ? commands.success : commands.failure { run(command, facts) }
    case .jobStarted, .jobRests, .jobEnded: break
    }
  }

  private var places: [(name: String, value: String)] {
    [("BATCH", name), ("RECORD", record)]
      + (start.map { [("BATCH_NUMBER", "\($0.number)"), ("BATCH_PATH", $0.path)] } ?? [])
  }

  /// `env` and `timeout` are Debian's coreutils; `timeout` ends all that the command started.
  private func run(_ command: String, _ facts: [(name: String, value: String)]) {
    let bounded = ["timeout", "--kill-after=5", "\(Self.limit)", "/bin/sh", "-c", command]
    let variables = facts.map { "MUSTER_\($0.name)=\($0.value)" }
    guard let notice = Capture(["env", "--default-signal=PIPE"] + variables + bounded) else {
      return Standard.error("warning: the notice `\(command)` cannot be started")
    }
    let ending = notice.ending(seconds: Double(Self.limit + 10), keeping: Self.mostOutput)
    for stream in [ending.output, ending.errors] where !stream.isEmpty {
      Standard.error(String(decoding: stream, as: UTF8.self).trimmingSuffix(while: \.isNewline))
    }
    switch ending.status {
    case 0: break
    case 124: Standard.error("warning: the notice `\(command)` was stopped after \(Self.limit) s")
    default: Standard.error("warning: the notice `\(command)` ended with exit status \(ending.status)")
    }
  }
}

extension BatchReport {
  /// Bytes of one variable's value; the system takes 131,072.
  private static let longestList = 65_536

  fileprivate var facts: [(name: String, value: String)] {
    [
      ("STATUS", "\(status)"), ("SECONDS", Figures.fixed(seconds, decimals: 3)), ("SUMMARY", summary),
      ("JOBS", "\(jobs.count)"), ("RAN", "\(count(of: .succeeded))"), ("SKIPPED", "\(count(of: .skipped))"),
      ("FAILED", "\(jobs.count { $0.outcome.isFailure })"),
      ("JOBS_FAILED", Self.list(jobs.filter { $0.outcome.isFailure }.map(\.id), by: "\n")),
      ("RUNS", Self.list(jobs.compactMap { $0.attempts > 0 ? $0.run : nil }.map(String.init), by: " ")),
    ]
  }

  /// As many as fit.
  private static func list(_ words: [String], by separator: String) -> String {
    var text = ""
    for word in words where text.utf8.count + word.utf8.count < longestList {
      text += (text.isEmpty ? "" : separator) + word
    }
    return text
  }
}

extension String {
  fileprivate func trimmingSuffix(while isLeft: (Character) -> Bool) -> String {
    String(self[..<(lastIndex { !isLeft($0) }.map { index(after: $0) } ?? startIndex)])
  }
}
