import ArgumentParser
import Determinism
import Record

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the runs of a record, oldest first.")

  @Option(help: ArgumentHelp("Only the newest so many, of those that the other options leave.", valueName: "number"))
  var last: Int?
  @Option(help: ArgumentHelp("Only runs of this job.", valueName: "name")) var job: String?
  @Option(help: "Only runs that stand so.") var status: RunStatus?
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if let last, last < 1 { throw ValidationError("--last needs a number of runs, from 1") }
  }

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    let runs = try record.runs().filter { run in
      (job == nil || run.job == job) && (status == nil || run.status == status)
    }.suffix(last ?? .max)
    try record.close()
    switch output.format {
    case .json: Standard.output(JSON.array(runs.map(\.json)).text())
    case .text: Standard.output(text(Array(runs)))
    }
  }

  private var isNarrowed: Bool { job != nil || status != nil }

  private func text(_ runs: [StoredRun]) -> String {
    guard !runs.isEmpty else { return isNarrowed ? "no such runs" : "no runs yet" }
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

extension RunStatus: ExpressibleByArgument {}

extension StoredRun {
  /// For programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("run", .int(id)), ("job", .string(job)), ("status", .string(status.rawValue)),
      ("rounds_done", .int(roundsDone)), ("rounds_planned", .int(roundsPlanned)),
      ("diverged_round", divergedRound.map(JSON.int) ?? .null),
      ("diverged_client", divergedClient.map(JSON.int) ?? .null), ("seed", .string(String(seed))),
      ("network", network.map(JSON.string) ?? .null), ("started", .string(started.description)),
      ("finished", finished.map { .string($0.description) } ?? .null), ("run_key", .string(key.hex)),
      ("record_digest", digest.map { .string($0.hex) } ?? .null),
    ])
  }
}
