import ArgumentParser
import Batches
import Execution
import Launching
import Planning
import Record

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a job over its workers and record what came of it.",
    discussion: """
      A run that the record holds already is not run again, and an interrupted one goes on after its last finished \
      round. Ends with 0 when the job's criterion of success is met or it has none, with 1 when it is missed or \
      training diverged.
      """)

  @Argument(help: "A job file.", completion: .file(extensions: ["yaml", "yml"]))
  var job: String

  @OptionGroup var settings: SettingsOption
  @OptionGroup var options: RunOptions
  @Flag(
    help: "Refuse to run what git does not hold: with changes that are not committed, or a job not in git.")
  var requireClean = false
  @OptionGroup var metrics: MetricsOption

  func run() throws {
    try options.telling.tell(of: job, metrics: metrics.file(of: job)) { try conclusion() }
  }

  private func conclusion() throws -> JobConclusion {
    let file = try JobFile.read(job, settings: try settings.settings())
    if options.telling.tellsWarnings { tell(file.warnings) }
    if requireClean { try CleanTree.require(folder: file.folder, files: file.specFiles.map(\.path)) }
    let git = GitQuestion(folder: file.folder)
    let placed = try file.placed(by: options.workers)
    let plan = try placed.plan()
    // Asked before anything is locked: with nothing to do, another writer or a read-only record is no obstacle.
    if let known = try ending(plan) { return report(known) }
    let placement = try Placement(plan, of: placed)
    let record = try options.openRecord()
    let verdict = try RecordedRuns(record).verdict(onRun: plan.runKey)
    if case .interrupted(let stored)? = verdict {
      return try options.goOn(job, placement, from: stored, in: record, git)
    }
    guard let known = verdict?.ending(record: record.path) else {
      return try options.finish(job, try JobRun.begin(placement, of: file, in: record, git), in: record)
    }
    try record.close()
    return report(known)
  }

  /// What came of the plan's run, if the record holds it to its end.
  private func ending(_ plan: Plan) throws -> RecordedEnding? {
    guard let record = try Record.ifUpToDate(path: options.record.path) else { return nil }
    let verdict = try RecordedRuns(record).verdict(onRun: plan.runKey)
    try record.close()
    return verdict?.ending(record: options.record.path)
  }

  /// There is nothing to do: says what came of the run that is recorded.
  private func report(_ known: RecordedEnding) -> JobConclusion {
    let run = known.run
    let what =
      "nothing to do: run \(run.id) in \(options.record.path) is this very run, and it \(run.status.words)"
    var failure = known.failure
    if failure?.status == .jobFailed { failure?.message = what }
    if known.outcome.isGood && options.telling.printsResults { Standard.output(what) }
    return JobConclusion(known.outcome, of: job, run, trained: false, reason: what, failure: failure)
  }
}

struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go on with an interrupted run after its last finished round.",
    discussion: "The job is the one that the record holds; its data is read from where it lay.")

  @OptionGroup var which: RunArgument
  @OptionGroup var options: RunOptions

  func run() throws {
    try options.telling.tell(of: "run \(which.number)") { try conclusion() }
  }

  private func conclusion() throws -> JobConclusion {
    // A record that is not there is not made here.
    try Record.requireAny(path: options.record.path)
    let record = try options.openRecord()
    let stored = try record.run(which.number)
    guard stored.status == .interrupted || stored.status == .running else {
      throw Failure(.usage, "run \(stored.id) is not interrupted: it \(stored.status.words)")
    }
    let job = try StoredJob(run: stored, in: record)
    let git = GitQuestion(folder: job.folder)
    let placement = try job.placement { try options.workers.workers(for: $0) }
    return try options.goOn("run \(stored.id)", placement, from: stored, in: record, git)
  }
}
