import ArgumentParser
import Datasets
import Determinism
import JobSpec
import Planning
import Record

struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what makes a job be trained or skipped, part by part of its run key.",
    discussion: """
      A job is skipped when the record holds the run with its key: the fields that count, the contents of its files and \
      muster's arithmetic. Comments, the order of keys, names of files, their times and workers are no part of it.
      """)

  @Argument(
    help: "A job file, a batch file, or a folder of job files.",
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String
  @Argument(help: "Of a batch, the id of a job, or the name of an entry. Default: all.")
  var id: String?
  @OptionGroup var settings: SettingsOption
  @OptionGroup var record: RecordOption
  @OptionGroup var workers: WorkersOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let record = try Record.ifAny(path: record.path)
    let runs = RecordedRuns(record)
    let answers = try asked().map { try Answer($0, runs, workers) }
    try record?.close()
    switch output.format {
    case .text: Standard.output(answers.map(\.text).joined(separator: "\n\n"))
    case .json: Standard.output(JSON.array(answers.map(\.json)).text())
    }
  }

  /// The jobs that are asked about.
  private func asked() throws -> [ListedJob] {
    guard let listing = try BatchListing.ifAny(file) else {
      guard id == nil else {
        throw Failure(
          .usage, "\(file) is no batch, so that no job in it has an id", help: "leave out \(id ?? "")")
      }
      return [try ListedJob(file: file, settings: try settings.settings())]
    }
    guard settings.given.isEmpty else {
      throw Failure(.usage, "\(file) is a batch, which sets its jobs' fields itself", help: "leave out --set")
    }
    let asked = listing.jobs.filter { id == nil || $0.job.id == id || $0.job.entry == id }
    guard !asked.isEmpty else {
      throw Failure(
        .usage, "\(file) has no job `\(id ?? "")`",
        help: "it has " + listing.jobs.prefix(10).map(\.job.id).joined(separator: ", ")
          + (listing.jobs.count > 10 ? " and \(listing.jobs.count - 10) more" : ""))
    }
    return asked
  }
}

/// Why a job would be trained or not.
private struct Answer {
  let id: String
  let verdict: Verdict
  let key: Digest
  let files: [PreparedData.SourceFile]
  let fields: Int

  init(_ listed: ListedJob, _ runs: RecordedRuns, _ workers: WorkersOption) throws {
    id = listed.job.id
    fields = try listed.file.get().reading.resolved.count(where: \.identity)
    if let identity = listed.identity, let verdict = try runs.verdict(on: listed) {
      (self.verdict, key, files) = (verdict, identity.key, identity.files)
    } else {
      let plan = try listed.placed(by: workers, seconds: .infinity).plan()
      (verdict, key, files) = (try runs.verdict(on: plan), plan.runKey, plan.files)
    }
  }

  var text: String {
    var table = TextTable(.left, .left)
    table.add("run key", key.hex)
    table.add("fields", "\(fields) that count")
    for file in files { table.add("file", "\(file.path), digest \(file.digest.short)") }
    table.add("arithmetic", "version \(arithmeticVersion)")
    return "\(id): \(verdict.action.rawValue)\n" + indented(reasons) + "\n" + table.text(indent: 2)
  }

  private var reasons: String {
    guard case .changed(let run, let change) = verdict else { return verdict.reason }
    return (["changed since run \(run), the most similar one:"] + change.lines.map { "  " + $0 })
      .joined(separator: "\n")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }

  /// For programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("job", .string(id)), ("action", .string(verdict.action.rawValue)), ("reason", .string(verdict.reason)),
      ("standing", verdict.json), ("run_key", .string(key.hex)), ("fields", .int(fields)),
      (
        "files",
        .array(
          files.map { .object([("path", .string($0.path)), ("digest", .string($0.digest.hex))]) })
      ), ("arithmetic", .int(arithmeticVersion)),
    ])
  }
}
