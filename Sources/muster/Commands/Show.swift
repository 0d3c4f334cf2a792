import ArgumentParser
import Determinism
import Record

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a run: its inputs, rounds, workers and digests.")

  @OptionGroup var which: RunArgument
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    let view = try RunView(run: which.number, record: record)
    try record.close()
    switch output.format {
    case .json: Standard.output(view.json.text())
    case .text: Standard.output(view.text)
    }
  }
}
