import ArgumentParser
import Batches
import Determinism
import Execution
import JobSpec
import Launching
import Record

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Run the jobs of a batch file, or of a folder, as far as the record does not hold them yet.",
    discussion: """
      A job whose run the record holds, verified, is skipped; an interrupted one goes on after its last finished round. \
      Ends with 0 when every job succeeded or was skipped, with 4 when only some did, with 1 when none did, with 75 when \
      another muster writes to the record, and with 124 when the batch's deadline passed.
      """)

  @Argument(
    help: "A batch file (kind: batch), or a folder of job files.",
    completion: .file(extensions: ["yaml", "yml"]))
  var batch: String

  @OptionGroup var record: RecordOption
  @OptionGroup var workers: WorkersOption
  @OptionGroup var lock: LockOption
  @OptionGroup var telling: TellingOptions
  @OptionGroup var metrics: MetricsOption
  @OptionGroup var output: FormatOption

  func run() throws {
    telling.begin()
    let began = MonotonicClock().seconds()
    let audience = Audience([BatchLog()] + (metrics.file(of: batch).map { [$0] } ?? []))
    do {
      try carryOut(began: began, before: audience)
    } catch {
      audience.end(error, of: batch, seconds: MonotonicClock().seconds() - began)
      throw error
    }
  }

  private func carryOut(began: Double, before audience: Audience) throws {
    let (found, _) = try BatchListing.batch(at: batch)
    audience.join(Notices(found.notify, of: found.name, record: record.path))
    let record = try openRecord(for: found, before: audience)
    // Not before: whoever waits for the record may be ended where it stands.
    StopSignal.install()
    // Not before either: files may change while it waits.
    let listing = try BatchListing(batch)
    if telling.tellsWarnings { tell(listing.warnings) }
    let number = try record.beginBatch(name: listing.batch.name, path: batch, environment: .here)
    var walk = try BatchWalk(
      listing, in: record, workers: workers, telling: telling, began: began,
      observers: [BatchRows(of: number, in: record), audience])
    let report = try walk.walk(number: number)
    try record.close()
    conclude(report, number)
    if report.status != 0 { throw Failure(report) }
  }

  /// - Throws: `locked` when another writes to it, which nobody is told of where the batch is to be passed over.
  private func openRecord(for batch: Batch, before audience: Audience) throws -> Record {
    let wait = max(lock.wait, batch.onOverlap == .wait ? batch.deadline.seconds : 0)
    do {
      return try Record.open(path: record.path, for: .writing(waitSeconds: wait))
    } catch {
      guard case .locked = error, batch.onOverlap == .skip else { throw error }
      audience.leave()
      if telling.quiet { throw Failure(.locked) }
      let refusal = Failure(error)
      throw Failure(.locked, "nothing is run: \(refusal.message)", help: refusal.help)
    }
  }

  private func conclude(_ report: BatchReport, _ number: Int) {
    if telling.summary { return Standard.output(report.summary) }
    guard telling.printsResults else { return }
    switch output.format {
    case .text: Standard.output(report.text)
    case .json: Standard.output(report.json(number: number).text())
    }
  }
}
