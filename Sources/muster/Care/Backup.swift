import ArgumentParser
import Record
import Reporting

struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the record, as it is at this moment, and verify the copy.",
    discussion: """
      Another muster may write meanwhile. The copy takes its place once it is whole, verified and on the disk. To restore \
      it, put it where the record was, with no muster at work.
      """)

  @Argument(help: ArgumentHelp("Where the copy goes.", valueName: "file")) var target: String
  @Flag(help: "Take the place of a record that lies there.") var force = false
  @OptionGroup var record: RecordOption
  @Flag(help: "Print nothing when all is well.") var quiet = false

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    let findings = try record.copy(to: target, replacing: force, progress: Standard.checked(quiet: quiet))
    let copied = try record.copied(to: target, findings)
    try record.close()
    if !quiet {
      Standard.output("\(record.path) was copied to \(target): \(Figures.counted(copied.count, "run"))")
    }
  }
}

extension Record {
  /// - Parameter findings: what is wrong with the copy.
  /// - Returns: the runs that the copy holds.
  func copied(to target: String, _ findings: [VerificationFinding]) throws -> [StoredRun] {
    for finding in findings { Standard.error(finding.description) }
    guard findings.isEmpty else {
      throw Failure(
        .mismatch,
        "\(Figures.counted(findings.count, "finding")) in \(path); nothing was copied to \(target)",
        help:
          "`muster verify` says the same of the record; go back to an earlier copy, or keep this one with cp")
    }
    let copy = try Record.open(path: target, for: .reading)
    let runs = try copy.runs()
    try copy.close()
    return runs
  }
}
