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
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    let (text, json) = try shown(record)
    try record.close()
    switch output.format {
    case .json: Standard.output(json.text())
    case .text: Standard.output(text)
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
