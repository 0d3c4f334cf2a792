import ArgumentParser
import Determinism
import Record
import Reporting

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the runs of a record, or its batches, oldest first.")

  @Option(
    help: ArgumentHelp("Only the newest so many, of those that the other options leave.", valueName: "number")
  )
  var last: Int?
  @Option(help: ArgumentHelp("Only runs of this job.", valueName: "name")) var job: String?
  @Option(help: "Only runs that stand so.") var status: RunStatus?
  @Flag(help: "List the batches in the place of the runs.") var batches = false
  @Option(help: ArgumentHelp("What became of the jobs of one batch.", valueName: "number")) var batch: Int?
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if batches, batch != nil { throw ValidationError("--batches and --batch exclude each other") }
    if batches, isNarrowed {
      throw ValidationError("--job and --status choose runs, and --batches lists none")
    }
    if batch != nil, isNarrowed || last != nil {
      throw ValidationError(
        "--batch lists the jobs of one batch, all of them: leave out --job, --status and --last")
    }
    if let last, last < 1 { throw ValidationError("--last needs a number of runs, from 1") }
  }

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    if batches || batch != nil {
      let view = BatchesView(
        try batch.map { [try record.batch($0)] } ?? record.batches().suffix(last ?? .max))
      try record.close()
      return Standard.output(output.format == .json ? view.json(of: batch).text() : view.text(of: batch))
    }
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
