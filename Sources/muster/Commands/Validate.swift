import ArgumentParser
import Determinism
import JobSpec

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check job files and tell everything wrong with them.",
    discussion: "Reads the job and the files it names, but no data: plan checks the job against its data.")

  @Argument(help: "Job files.", completion: .file(extensions: ["yaml", "yml"]))
  var jobs: [String]

  @OptionGroup var output: FormatOption
  @Flag(help: "Print nothing when all is well.") var quiet = false

  func run() throws {
    let files = try jobs.map(JobFile.read)
    let diagnostics = files.flatMap(\.reading.diagnostics)
    switch output.format {
    case .json: Standard.output(diagnostics.json.text())
    case .text:
      tell(diagnostics)
      if !quiet { for file in files where file.reading.job != nil { Standard.output("\(file.path): ok") } }
    }
    if files.contains(where: { $0.reading.job == nil }) { throw Failure(.invalid) }
  }
}
