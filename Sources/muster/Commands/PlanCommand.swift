import ArgumentParser
import Datasets
import Determinism
import JobSpec
import Launching
import Planning
import Record
import Tokenomics

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract:
      "Show what a job would do: partitions, cohorts, cost, emission, and what changed since its last run.",
    discussion: "Of a batch it shows which jobs would run, which would not, and why.")

  @Argument(
    help: "A job file, a batch file, or a folder of job files.",
    completion: .file(extensions: ["yaml", "yml"]))
  var job: String

  @OptionGroup var settings: SettingsOption
  @Flag(help: "Print every field with its value and where it comes from.") var resolved = false
  @Flag(help: "Exit with 2 if running the job would do something.") var detailedExitcode = false
  @OptionGroup var output: FormatOption
  @OptionGroup var record: RecordOption
  @OptionGroup var workers: WorkersOption

  func run() throws {
    if settings.given.isEmpty, !resolved, let listing = try BatchListing.ifAny(job) {
      tell(listing.warnings)
      return try show(try Forecast(listing, recordPath: record.path, workers: workers))
    }
    let file = try JobFile.read(job, settings: try settings.settings())
    tell(file.warnings)
    if resolved {
      _ = try file.job()
      return Standard.output(ResolvedText(fields: file.reading.resolved).text(output.format))
    }
    let placed = try file.placed(by: workers)
    let plan = try placed.plan()
    let count = placed.workers.pools.reduce(0) { $0 + $1.workers }
    let view = try PlanView(plan: plan, workers: count, recordPath: record.path)
    switch output.format {
    case .text: Standard.output(view.text)
    case .json: Standard.output(view.json.text())
    }
    if detailedExitcode && view.standing.hasChanges { throw Failure(.changes) }
  }
}

extension PlanCommand {
  private func show(_ forecast: Forecast) throws {
    switch output.format {
    case .text: Standard.output(forecast.text)
    case .json: Standard.output(forecast.json.text())
    }
    if forecast.jobs.contains(where: { $0.action == .invalid }) { throw Failure(.invalid) }
    if detailedExitcode && forecast.hasChanges { throw Failure(.changes) }
  }
}

extension PlanView {
  init(plan: Plan, workers: Int, recordPath: String) throws {
    guard let record = try Record.ifAny(path: recordPath) else {
      let genesis = try plan.economy.map {
        try Ledger().applying($0.genesisTransfers(), maxSupply: $0.maxSupply)
      }
      self.init(plan: plan, workers: workers, opening: genesis ?? Ledger(), standing: .new)
      return
    }
    let opening = try plan.economy.map { try record.openingLedger(for: $0) } ?? Ledger()
    self.init(
      plan: plan, workers: workers, opening: opening,
      standing: try RecordedRuns(record).verdict(on: plan))
    try record.close()
  }
}
