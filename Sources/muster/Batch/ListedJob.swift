import Batches
import Datasets
import Determinism
import Execution
import JobSpec
import Planning

/// A job of a batch with its file, as far as it can be known without its data's contents.
struct ListedJob: Sendable {
  var job: BatchJob
  /// The job's file with the batch's settings, or why there is none.
  let file: Result<JobFile, Failure>
  /// The run that it would be; nil where that takes a plan: data that only its owners know, or that is not there.
  let identity: Identity?

  struct Identity: Sendable {
    var key: Digest
    var files: [PreparedData.SourceFile]
  }

  private let workersPath: String?

  init(_ job: BatchJob, folder: String, digests: inout FileDigests) {
    self.job = job
    workersPath = job.workers.map { pathOf($0, in: folder) }
    do {
      let file = try JobFile.read(pathOf(job.file, in: folder), settings: job.settings)
      self.file = .success(file)
      identity = file.identity(&digests)
    } catch {
      file = .failure(Failure(error) ?? Failure(.bug, "\(error)"))
      identity = nil
    }
  }

  /// A job that is in no batch.
  ///
  /// - Throws: `invalid` when the file holds none.
  init(file path: String, settings: [Setting]) throws {
    var job = BatchJob()
    (job.file, job.settings) = (path, settings)
    var digests = FileDigests()
    self.init(job, folder: ".", digests: &digests)
    self.job.id = try file.get().job().name
  }

  /// Jobs of one queue run one after another: those of one network, because a ledger's order must not depend on who ends
  /// first, and those that may be the same run.
  var queue: String {
    if let network = (try? file.get())?.reading.job?.tokenomics?.network { return "network \(network)" }
    return "run \(identity?.key.hex ?? "")"
  }

  /// - Parameters:
  ///   - option: takes the place of what the batch and the job say.
  ///   - batch: how long the batch lets an attempt take, besides what the job says.
  func placed(by option: WorkersOption, within batch: RunLimit? = nil) throws -> PlacedJob {
    var option = option
    if option.given == nil, let workersPath { option.given = .file(workersPath) }
    var placed = try file.get().placed(by: option)
    for case let limit? in [deadline, batch] where limit.length < placed.patience.run.length {
      placed.patience.run = limit
    }
    return placed
  }

  /// What the batch says of this job alone.
  private var deadline: RunLimit? {
    job.deadline.map {
      RunLimit(
        $0, name: "the deadline of \($0.words) that the batch sets for the job",
        knob: "the job's `deadline` in the batch")
    }
  }
}

extension JobFile {
  fileprivate func identity(_ digests: inout FileDigests) -> ListedJob.Identity? {
    guard let paths = reading.job?.files(in: folder), let files = try? digests.sources(paths) else {
      return nil
    }
    return ListedJob.Identity(key: runKey(resolved: reading.resolved, files: files), files: files)
  }
}

extension RecordedRuns {
  /// - Returns: nil where a plan is needed to tell.
  func verdict(on listed: ListedJob) throws -> Verdict? {
    guard let identity = listed.identity, let file = try? listed.file.get(), let job = file.reading.job
    else { return nil }
    return try verdict(
      key: identity.key, name: job.name, resolved: file.reading.resolved, files: identity.files)
  }
}
