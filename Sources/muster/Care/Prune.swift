import ArgumentParser
import Determinism
import JobSpec
import Record

struct Prune: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a record smaller: remove the models of old runs, and what old batches said.",
    discussion: """
      Tells what it would do, and does it only with --yes. What one rule speaks for is kept, and so is any run that may go \
      on. Rounds, rewards, the ledger and every digest stay: a pruned run is verified, shown, compared and skipped as \
      before, and `muster reproduce` trains it again.
      """)

  @Option(
    help: ArgumentHelp(
      "Keep so many runs of each job, and batches of each name, the newest.", valueName: "number"))
  var keepLast: Int?
  @Option(
    help: ArgumentHelp("Keep what ended so long ago at most, such as 30d or 12h.", valueName: "duration"))
  var keep: String?
  @Flag(help: "Keep what succeeded.") var keepSuccessful = false
  @Option(help: ArgumentHelp("Only the runs of this job, or the batches of this name.", valueName: "name"))
  var job: String?
  @Flag(help: "Do it, rather than tell what would be done.") var yes = false
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption
  @OptionGroup var lock: LockOption

  func validate() throws {
    if keepLast == nil && keep == nil && !keepSuccessful {
      throw ValidationError("say what to keep: --keep-last, --keep or --keep-successful")
    }
    if let keepLast, keepLast < 0 { throw ValidationError("--keep-last is 0 or more") }
    if let keep, Duration(spelling: keep) == nil {
      throw ValidationError("--keep takes a duration such as 30d, 12h or 1d12h, and got \(keep)")
    }
  }

  func run() throws {
    let access: Record.Access = yes ? .writing(waitSeconds: lock.wait) : .reading
    if yes { try Record.requireAny(path: self.record.path) }
    let record = try Record.open(path: self.record.path, for: access, host: Record.hostName())
    let candidates = try record.pruneCandidates().filter { job == nil || $0.name == job }
    let verdicts = rules.verdicts(on: candidates)
    let outcome = yes ? try record.prune(verdicts.filter { $0.kept == nil }.map(\.candidate)) : nil
    try record.close()
    let text = PruneText(verdicts: verdicts, outcome: outcome)
    switch output.format {
    case .json: Standard.output(text.json.text())
    case .text: Standard.output(text.text)
    }
  }

  private var rules: KeepRules {
    let age = keep.flatMap { Duration(spelling: $0) }.map { Int64(clamping: $0.components.seconds) * 1000 }
    return KeepRules(
      last: keepLast,
      since: age.map { Timestamp(milliseconds: max(0, Timestamp.now().milliseconds - $0)) },
      successful: keepSuccessful)
  }
}
