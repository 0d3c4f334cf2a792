import Datasets
import Determinism
import Execution
import JobSpec
import Planning
import Record
import YAMLTree

/// A job as the record holds it, to be planned again.
struct StoredJob {
  let run: StoredRun
  let files: [SpecFile]
  /// What took the place of values in the files.
  let settings: [Setting]
  let data: [PreparedData.SourceFile]

  /// Where the job's file lay.
  var folder: String { folderOf(files.first?.path ?? "") }

  init(run: StoredRun, in record: Record) throws {
    self.run = run
    files = try record.specFiles(of: run.id)
    settings = try record.settings(of: run.id)
    data = try record.dataFiles(of: run.id)
  }

  /// Plans the stored text against the data as it lies today, and places it.
  ///
  /// - Parameters:
  ///   - folder: where the job's file would lie; nil for where it lay.
  ///   - workers: where the job's clients are to be trained.
  ///   - patience: how long that may take; what the job says if nothing else is said.
  /// - Throws: what has changed since, before anything is trained.
  func placement(
    folder: String? = nil, workers: (Job) throws -> Workers,
    patience: (Job, Workers) -> Patience = { Patience($0.federation, $1) }
  ) throws -> Placement {
    guard run.arithmetic == arithmeticVersion else { throw otherMuster("its arithmetic has") }
    guard let first = files.first else { throw Failure(.bug, "run \(run.id) holds no job") }
    let source = SourceText(name: first.path, bytes: Array(first.text.utf8))
    let reading = readJob(source, root: "/", settings: settings) { path in
      files.first { $0.path == path }.map { .success(Array($0.text.utf8)) } ?? .failure(.missing)
    }
    guard let job = reading.job else { throw Failure(.invalid, reading.diagnostics) }
    let workers = try workers(job)
    let placed = PlacedJob(
      job: job, resolved: reading.resolved, folder: folder ?? self.folder, workers: workers,
      patience: patience(job, workers))
    let plan = try placed.plan(
      refusal: Failure(
        .invalid, "run \(run.id) cannot be planned again",
        help:
          "if its data has moved, `--folder` of reproduce, export and predict says where the job's file would lie now"
      ))
    try checkData(plan)
    guard plan.runKey == run.key else { throw otherMuster("its defaults have") }
    return try Placement(plan, of: placed)
  }

  private func otherMuster(_ what: String) -> Failure {
    Failure(
      .mismatch, "this muster would make another run of it: \(what) changed since",
      help:
        "run \(run.id) has arithmetic version \(run.arithmetic), this muster \(arithmeticVersion); use the muster of its time"
    )
  }

  private func checkData(_ plan: Plan) throws {
    for (then, now) in zip(data, plan.files) where then.digest != now.digest {
      throw Failure(
        .mismatch,
        "the data has changed: \(now.path) had digest \(then.digest.short), now \(now.digest.short)",
        help: "bring the file of then back; nothing was trained")
    }
  }
}

extension JobFile {
  /// The job's files for the record, under paths that hold in any folder. Links to files stay links, because what a
  /// file names lies beside the link.
  var specFiles: [SpecFile] {
    reading.sources.map { source in
      SpecFile(path: absolute(source.name), text: String(decoding: source.bytes, as: UTF8.self))
    }
  }

  /// The way from the job's folder to the file, walked from that folder's absolute path.
  private func absolute(_ name: String) -> String {
    let from = parts(folder)
    let to = parts(name)
    let shared = zip(from, to).prefix { $0 == $1 }.count
    let home = parts(absolutePath(folder)).dropLast(from.count - shared)
    return "/" + (home + to.dropFirst(shared)).joined(separator: "/")
  }

  private func parts(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }
}
