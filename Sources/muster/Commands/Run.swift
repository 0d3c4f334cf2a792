import ArgumentParser
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

  func run() throws {
    let file = try JobFile.read(job, settings: try settings.settings())
    let git = GitQuestion(folder: file.folder)
    let placed = try file.placed(by: options.workers)
    let plan = try placed.plan()
    // Asked before anything is locked: with nothing to do, another writer or a read-only record is no obstacle.
    if let known = try ended(plan) { return try report(known) }
    let placement = try Placement(plan, of: placed)
    let record = try options.openRecord()
    guard let known = try record.run(withKey: plan.runKey) else {
      return try options.finish(try JobRun.begin(placement, of: file, in: record, git), in: record)
    }
    if known.status == .interrupted || known.status == .running {
      try options.goOn(placement, from: known, in: record, git)
    } else {
      try record.close()
      try report(known)
    }
  }

  /// The plan's run, if the record holds it to its end.
  private func ended(_ plan: Plan) throws -> StoredRun? {
    guard let record = try Record.ifUpToDate(path: options.record.path) else { return nil }
    let known = try record.run(withKey: plan.runKey)
    try record.close()
    return known.flatMap { $0.digest == nil ? nil : $0 }
  }

  /// There is nothing to do: says what came of the run that is recorded.
  private func report(_ known: StoredRun) throws {
    let what = "run \(known.id) in \(options.record.path) is this very run"
    switch known.status {
    case .diverged, .missed:
      throw Failure(
        .jobFailed, "nothing to do: \(what), and it \(known.status.words)",
        help: "change the job; `\(options.command("show \(known.id)"))` tells more")
    default:
      if !options.quiet { Standard.output("nothing to do: \(what), and it \(known.status.words)") }
    }
  }
}

struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go on with an interrupted run after its last finished round.",
    discussion: "The job is the one that the record holds; its data is read from where it lay.")

  @OptionGroup var which: RunArgument
  @OptionGroup var options: RunOptions

  func run() throws {
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
    try options.goOn(placement, from: stored, in: record, git)
  }
}
