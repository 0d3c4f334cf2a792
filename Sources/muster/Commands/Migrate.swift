import ArgumentParser
import JobSpec

struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether files are in the version of the job language that this muster reads.",
    discussion: """
      muster/v1 is the only version so far, so there is nothing to bring up to date. A file of a newer version is \
      refused with 65: it needs a newer muster.
      """)

  @Argument(
    help: "Job files, batches or workers files.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  func run() throws {
    let heads = try files.map { (path: $0, head: readHead(try specText($0))) }
    for (path, head) in heads where head.kind != nil {
      Standard.output("\(path): up to date (\(Job.schemaVersion))")
    }
    let diagnostics = heads.flatMap(\.head.diagnostics)
    guard diagnostics.isEmpty else { throw Failure(.invalid, diagnostics) }
  }
}
