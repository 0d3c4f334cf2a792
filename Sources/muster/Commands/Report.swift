import ArgumentParser
import Determinism
import Record
import Reporting

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tell of a run, or of several beside each other, in one file.",
    discussion: """
      A page (html) needs no network and no other file. md reads well in a pull request, json holds everything, csv has a \
      line a run and round. The same record gives the same bytes.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, md, json, csv
  }

  @Argument(help: ArgumentHelp("Runs' numbers, as muster list shows them.", valueName: "run"))
  var numbers: [Int]
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; without it the report is printed.", valueName: "file"),
    completion: .file(extensions: ["html", "md", "json", "csv"]))
  var output: String?
  @Option(help: "html, md, json or csv. Default: what the file's name ends in; html where there is no file.")
  var format: Format?
  @OptionGroup var record: RecordOption

  func validate() throws {
    if output?.isEmpty == true { throw ValidationError("--output needs a path, and got an empty one") }
    if Set(numbers).count < numbers.count { throw ValidationError("a run is named twice") }
  }

  func run() throws {
    let format = try format ?? named
    let record = try Record.open(path: self.record.path, for: .reading)
    let runs = try numbers.map { try RunFacts(run: $0, record: record) }
    try record.close()
    let text = text(Report(runs: runs, recordOption: Invocation.recordOption(self.record.path)), as: format)
    guard let output else { return Standard.output(text) }
    try writeFile((text + "\n").utf8, to: output)
  }

  /// Without the last line feed.
  private func text(_ report: Report, as format: Format) -> String {
    switch format {
    case .html: String(report.html.dropLast())
    case .md: String(report.markdown.dropLast())
    case .csv: String(report.csv.dropLast())
    case .json: report.json.text()
    }
  }

  private var named: Format {
    get throws {
      try output.map { try Format(endOf: $0, endings: ".html, .md, .json or .csv, or give --format") }
        ?? .html
    }
  }
}
