import ArgumentParser
import JobSpec
import Record

struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring records of an earlier muster up to date, and say whether files of the job language are.",
    discussion: """
      A record is brought to this muster's schema in one transaction; its runs keep their digests. An earlier muster reads \
      it no more, so keep a copy. Of the job language muster/v1 is the only version so far, so there is nothing to bring up \
      to date. A file of a newer version is refused with 65, a newer record with 78: it needs a newer muster.
      """)

  @Argument(
    help: "Records, job files, batches or workers files.",
    completion: .file(extensions: ["sqlite", "yaml", "yml"]))
  var files: [String]
  @OptionGroup var lock: LockOption

  func run() throws {
    var diagnostics: [Diagnostic] = []
    for path in files {
      if let schemas = try Record.migrate(path: path, waitSeconds: lock.wait) {
        Standard.output("\(path): " + told(schemas))
      } else {
        let head = readHead(try specText(path))
        if head.kind != nil { Standard.output("\(path): up to date (\(Job.schemaVersion))") }
        diagnostics += head.diagnostics
      }
    }
    guard diagnostics.isEmpty else { throw Failure(.invalid, diagnostics) }
  }

  private func told(_ schemas: (from: Int, to: Int)) -> String {
    if schemas.from == schemas.to { return "up to date (schema \(schemas.to))" }
    return "brought from schema \(schemas.from) to schema \(schemas.to)"
  }
}
