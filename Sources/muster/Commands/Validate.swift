import ArgumentParser
import Determinism
import JobSpec
import Planning

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check job files and workers files and tell everything wrong with them.",
    discussion: "Reads the job and the files it names, but no data: plan checks the job against its data.")

  @Argument(
    help: "Job files, or workers files (kind: workers).", completion: .file(extensions: ["yaml", "yml"]))
  var jobs: [String]

  @OptionGroup var output: FormatOption
  @Flag(help: "Print nothing when all is well.") var quiet = false

  func run() throws {
    let files = try jobs.map(JobFile.read)
    let findings = files.map(\.findings)
    switch output.format {
    case .json: Standard.output(findings.flatMap(\.self).json.text())
    case .text:
      tell(findings.flatMap(\.self))
      for (file, findings) in zip(files, findings) where !quiet && !findings.hasErrors {
        Standard.output("\(file.path): ok")
      }
    }
    if findings.contains(where: \.hasErrors) { throw Failure(.invalid) }
  }
}

extension JobFile {
  /// What is wrong with each value, or else with what the sections say against each other; of a workers file, what is
  /// wrong with it as one.
  fileprivate var findings: [Diagnostic] {
    if reading.diagnostics.map(\.code) == ["other-kind"], let source = reading.sources.first {
      return readWorkers(source).diagnostics
    }
    return reading.diagnostics + (reading.job.map { jobProblems($0, resolved: reading.resolved) } ?? [])
  }
}

extension [Diagnostic] {
  fileprivate var hasErrors: Bool { contains { $0.severity == .error } }
}
