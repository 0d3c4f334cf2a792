import ArgumentParser
import Determinism
import Record
import Reporting

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the runs of a record, oldest first.")

  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    let runs = try record.runs()
    try record.close()
    switch output.format {
    case .json: Standard.output(JSON.array(runs.map(\.json)).text())
    case .text: Standard.output(text(runs))
    }
  }

  private func text(_ runs: [StoredRun]) -> String {
    guard !runs.isEmpty else { return "no runs yet" }
    var table = TextTable(
      ("run", .right), ("job", .left), ("status", .left), ("rounds", .right), ("started", .left),
      ("record digest", .left))
    for run in runs {
      table.add(
        "\(run.id)", run.job, run.status.rawValue, "\(run.roundsDone)/\(run.roundsPlanned)",
        run.started.description,
        run.digest?.short ?? "")
    }
    let open = runs.filter { $0.status == .interrupted }.map {
      Invocation.command("resume \($0.id)", record: self.record.path)
    }
    return table.text()
      + (open.isEmpty ? "" : "\n\nInterrupted, to go on with:\n  " + open.joined(separator: "\n  "))
  }
}
