import ArgumentParser
import Determinism
import Record
import Reporting

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a run: its inputs, rounds, workers and digests.")

  @OptionGroup var which: RunArgument
  @Flag(help: "Show who trained it instead: what each pool of workers did, their keys, and the losses.")
  var workers = false
  @Flag(help: "Print the difference to the commit that the run was made with, as git told it.")
  var diff = false
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func validate() throws {
    if workers && diff { throw ValidationError("--workers and --diff exclude each other") }
  }

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    if diff { return try showDiff(record) }
    let (text, json) = try shown(record)
    try record.close()
    switch output.format {
    case .json: Standard.output(json.text())
    case .text: Standard.output(text)
    }
  }

  /// Nothing where there was no difference, so that `git apply` can read it as it is.
  private func showDiff(_ record: Record) throws {
    let git = try record.git(of: try record.run(which.number).id)
    let diff = try record.gitDiff(of: which.number)
    try record.close()
    if let diff {
      Standard.output(bytes: diff)
      return
    }
    if git?.diffDigest != nil {
      throw Failure(
        .usage, "run \(which.number) was made with changes that were too many to keep",
        help: "`muster show \(which.number) --format json` tells their SHA-256 digest")
    }
  }

  private func shown(_ record: Record) throws -> (text: String, json: JSON) {
    if workers {
      let view = try WorkersView(run: which.number, record: record)
      return (view.text, view.json)
    }
    let view = try RunView(run: which.number, record: record)
    return (view.text, try RunFacts(run: which.number, record: record).json)
  }
}
