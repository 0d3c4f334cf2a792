import ArgumentParser
import Determinism
import JobSpec
import Record
import Settlement

struct Settle: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what a chain needs to pay out a run's rewards: a Merkle claim for each payout address.",
    discussion: """
      The file is OpenZeppelin's standard-v1 tree, with a proof for each claim. It goes with ethereum, optimism and \
      arbitrum. What is settled leaves the ledger's accounts, once; the same command again writes the same file and \
      moves nothing. Nothing is sent to a chain.
      """)

  @OptionGroup var which: RunArgument
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file. Default: settlement-RUN.json.", valueName: "file"))
  var output: String?
  @Option(
    help: ArgumentHelp(
      "A job whose chain and payout addresses count where the run's own job names none.", valueName: "job"),
    completion: .file(extensions: ["yaml", "yml"]))
  var payouts: String?
  @Flag(help: "Settle though an account that earned has no address: a run is settled once.")
  var leaveUnpaid = false
  @Flag(help: "Show what would be settled; write and record nothing.") var dryRun = false
  @OptionGroup var record: RecordOption
  @OptionGroup var format: FormatOption
  @OptionGroup var lock: LockOption

  func validate() throws {
    if output?.isEmpty == true { throw ValidationError("--output needs a path, and got an empty one") }
  }

  func run() throws {
    let view = try dryRun ? shown() : settled()
    switch format.format {
    case .json: Standard.output(view.json.text())
    case .text: Standard.output(view.text)
    }
  }

  private func shown() throws -> SettlementView {
    let record = try Record.open(path: self.record.path, for: .reading)
    let run = try RunToSettle(which.number, in: record, completedBy: completion())
    try record.close()
    return SettlementView(settled: run, file: nil)
  }

  private func completion() throws -> Job? { try payouts.map { try JobFile.read($0).job() } }

  /// What is recorded without its file can be written again; a file of what is not recorded would be paid unseen.
  private func settled() throws -> SettlementView {
    try Record.requireAny(path: self.record.path)
    let record = try Record.open(path: self.record.path, for: .writing(waitSeconds: lock.wait))
    let run = try RunToSettle(which.number, in: record, completedBy: completion())
    if !leaveUnpaid { try run.requireAllPaid() }
    if run.before == nil { try record.settle(run: run.run.id, run.entry(at: Timestamp.now())) }
    try record.close()
    let file = output ?? "settlement-\(run.run.id).json"
    try writeFile(Array((run.settlement.file.text() + "\n").utf8), to: file)
    return SettlementView(settled: run, file: file)
  }
}
