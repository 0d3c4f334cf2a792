import ArgumentParser
import Determinism
import Record
import Reporting

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a record without training: integrity, digests, cohorts and the ledger.",
    discussion: """
      Without a run, checks all of them, the whole file and the ledgers of all networks. With one, checks that run, which \
      takes no longer in a large record. Ends with 3 when something is wrong.
      """)

  @Argument(
    help: ArgumentHelp("A run's number, as muster list shows it.", valueName: "run"), completion: .runs)
  var number: Int?

  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption
  @Flag(help: "Print nothing when all is well.") var quiet = false

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    let runs = try number.map { [try record.run($0)] } ?? record.runs()
    let findings =
      try number.map { try record.verify(run: $0) } ?? record.verify(progress: Standard.checked(quiet: quiet))
    try record.close()
    switch output.format {
    case .json: Standard.output(json(runs, findings).text())
    case .text:
      for finding in findings { Standard.output(finding.description) }
      if findings.isEmpty && !quiet { Standard.output(text(runs)) }
    }
    if !findings.isEmpty {
      throw Failure(
        .mismatch, "\(findings.count) finding\(findings.count == 1 ? "" : "s") in \(record.path)",
        help: "the record was changed after it was written, or its disk is faulty; go back to a copy")
    }
  }

  private func text(_ runs: [StoredRun]) -> String {
    var table = TextTable(("run", .right), ("job", .left), ("status", .left), ("record digest", .left))
    for run in runs { table.add("\(run.id)", run.job, run.status.rawValue, run.digest?.hex ?? "not ended") }
    return table.text() + "\nall is well: integrity, digests, cohorts, ledger"
  }

  private func json(_ runs: [StoredRun], _ findings: [VerificationFinding]) -> JSON {
    .object([
      ("runs", .array(runs.map(\.json))), ("findings", .array(findings.map { .string($0.description) })),
    ])
  }
}
