import ArgumentParser
import Determinism
import Record
import Tokenomics

struct Rewards: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show who earned what in a run, by which rule and on which evidence.",
    discussion: "A pot is a role's share of a round's emission; everybody in it is paid by weight.")

  @OptionGroup var which: RunArgument
  @Option(help: "Only this round, in full.") var round: Int?
  @OptionGroup var record: RecordOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let record = try Record.open(path: self.record.path, for: .reading)
    let view = try RewardsView(run: try record.run(which.number), round: round, record: record)
    try record.close()
    switch output.format {
    case .json: Standard.output(view.json.text())
    case .text: Standard.output(view.text)
    }
  }
}
