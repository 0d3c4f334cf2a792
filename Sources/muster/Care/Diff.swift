import ArgumentParser
import Determinism
import Record
import Reporting

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell how two recorded runs differ: what went in, what came out, and where they parted.",
    discussion: """
      Nothing is trained: `reproduce` does that. Ends with 0 when the results are the same, bit for bit, whatever went \
      in; with 2 when they differ.
      """)

  @Argument(help: ArgumentHelp("A run's number, as muster list shows it.", valueName: "run"))
  var a: Int
  @Argument(help: ArgumentHelp("The number of the run to compare it with.", valueName: "other-run"))
  var b: Int
  @Option(name: .customLong("with"), help: ArgumentHelp("The record of the other run.", valueName: "record"))
  var other: String?
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let (first, second) = (try facts(a, record.path), try facts(b, other ?? record.path))
    let difference = RunDifference(first, second)
    let text = DifferenceText(
      difference: difference, a: first, b: second, nameA: "run \(a)",
      nameB: "run \(b)" + (other.map { " of \($0)" } ?? ""))
    switch output.format {
    case .json: Standard.output(text.json.text())
    case .text: Standard.output(text.text)
    }
    if !difference.isSame { throw Failure(.changes) }
  }

  private func facts(_ run: Int, _ path: String) throws -> RunFacts {
    let record = try Record.open(path: path, for: .reading)
    let facts = try RunFacts(run: run, record: record)
    try record.close()
    return facts
  }
}
