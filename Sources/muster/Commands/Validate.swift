import ArgumentParser
import Determinism
import JobSpec

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check job files, batches and workers files and tell everything wrong with them.",
    discussion: """
      Reads each file and the files it names, a batch's jobs too, but no data: plan checks the job against its data.
      """)

  @Argument(
    help: "Job files, batches (kind: batch), or workers files (kind: workers).",
    completion: .file(extensions: ["yaml", "yml"]))
  var jobs: [String]

  @OptionGroup var settings: SettingsOption
  @OptionGroup var output: FormatOption
  @Flag(help: "Print nothing when all is well.") var quiet = false

  func run() throws {
    let settings = try settings.settings()
    let files = try jobs.map { try CheckedFile($0, settings: settings) }
    switch output.format {
    case .json: Standard.output(files.flatMap(\.findings).json.text())
    case .text:
      tell(files.flatMap(\.findings))
      for file in files where !quiet && !file.hasErrors { Standard.output("\(file.path): ok") }
    }
    if files.contains(where: \.hasErrors) { throw Failure(.invalid) }
  }
}
