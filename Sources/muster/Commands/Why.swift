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
    let refused = answers.compactMap { answer in answer.failure.map { (id: answer.id, failure: $0) } }
    for job in refused { job.failure.report(ofJob: job.id) }
    if !refused.isEmpty { throw Failure(.invalid) }
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

/// Why a job would be trained or not, or cannot be.
private struct Answer {
  let id: String
  private let standing: Result<Standing, Failure>

  /// What its run key is made of, and how it stands to the record.
  private struct Standing {
    var verdict: Verdict
    var key: Digest
    var files: [PreparedData.SourceFile]
    var fields: Int
  }

  /// - Throws: what keeps the record from being read.
  init(_ listed: ListedJob, _ runs: RecordedRuns, _ workers: WorkersOption) throws {
    id = listed.job.id
    do {
      standing = .success(try Self.standing(of: listed, runs, workers))
    } catch let error as RecordError {
      throw error
    } catch {
      standing = .failure(Failure(error) ?? Failure(.bug, "\(error)"))
    }
  }

  /// - Throws: what is wrong with the job.
  private static func standing(
    of listed: ListedJob, _ runs: RecordedRuns, _ workers: WorkersOption
  ) throws -> Standing {
    let fields = try listed.file.get().reading.resolved.count(where: \.identity)
    if let identity = listed.identity, let verdict = try runs.verdict(on: listed) {
      return Standing(verdict: verdict, key: identity.key, files: identity.files, fields: fields)
    }
    let plan = try listed.placed(by: workers).plan()
    return Standing(
      verdict: try runs.verdict(on: plan), key: plan.runKey, files: plan.files, fields: fields)
  }

  /// nil of a job that there is.
  var failure: Failure? { if case .failure(let failure) = standing { failure } else { nil } }

  var text: String {
    switch standing {
    case .success(let standing):
      "\(id): \(standing.verdict.action.rawValue)\n" + indented(standing.verdict.reasons) + "\n"
        + table(standing).text(indent: 2)
    case .failure(let failure): "\(id): invalid\n" + indented(failure.words)
    }
  }

  private func table(_ standing: Standing) -> TextTable {
    var table = TextTable(.left, .left)
    table.add("run key", standing.key.hex)
    table.add("fields", "\(standing.fields) that count")
    for file in standing.files { table.add("file", "\(file.path), digest \(file.digest.short)") }
    table.add("arithmetic", "version \(arithmeticVersion)")
    return table
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }

  /// For programs. Keys are added, never changed.
  var json: JSON {
    switch standing {
    case .success(let standing):
      .object([
        ("job", .string(id)), ("action", .string(standing.verdict.action.rawValue)),
        ("reason", .string(standing.verdict.reason)), ("standing", standing.verdict.json),
        ("run_key", .string(standing.key.hex)), ("fields", .int(standing.fields)),
        (
          "files",
          .array(
            standing.files.map {
              .object([("path", .string($0.path)), ("digest", .string($0.digest.hex))])
            })
        ), ("arithmetic", .int(arithmeticVersion)),
      ])
    case .failure(let failure):
      .object([
        ("job", .string(id)), ("action", .string("invalid")), ("reason", .string(failure.words)),
        ("standing", .null), ("run_key", .null), ("fields", .null), ("files", .array([])),
        ("arithmetic", .int(arithmeticVersion)),
      ])
    }
  }
}

extension Verdict {
  /// In full, line by line.
  fileprivate var reasons: String {
    guard case .changed(let run, let change) = self else { return reason }
    return (["changed since run \(run), the most similar one:"] + change.lines.map { "  " + $0 })
      .joined(separator: "\n")
  }
}
