import Batches
import Determinism
import JobSpec
import Record

/// What a batch would do now. Data that lies with its owners is asked for as a run would; nothing else is started.
struct Forecast {
  struct Job {
    let id: String
    let action: Action
    let reason: String
    /// nil where the job is none.
    let verdict: Verdict?
  }

  enum Action: String { case run, resume, skip, refuse, invalid, blocked }

  private let name: String
  private(set) var jobs: [Job] = []

  init(_ listing: BatchListing, recordPath: String, workers: WorkersOption) throws {
    name = listing.batch.name
    let record = try Record.ifAny(path: recordPath)
    let runs = RecordedRuns(record)
    let verdicts = listing.jobs.map { listed in Result { try runs.verdict(planning: listed, workers) } }
    var board = BatchBoard(listing.boardJobs)
    let ends = zip(listing.jobs, verdicts).map { Lane.End(id: $0.job.id, $1, record: recordPath) }
    for (job, end) in ends.goodFirst { _ = board.end(job, end.report, now: 0) }
    try record?.close()
    jobs = zip(listing.jobs, verdicts).enumerated().map { place, pair in
      Job(pair.0.job.id, try? pair.1.get(), board.report(of: place))
    }
  }

  var hasChanges: Bool { jobs.contains { $0.action == .run || $0.action == .resume } }

  var text: String {
    var table = TextTable(("job", .left), ("action", .left), ("why", .left))
    for job in jobs { table.add(job.id, job.action.rawValue, job.reason) }
    return table.text()
  }

  /// For programs. Keys are added, never changed.
  var json: JSON {
    .object([
      ("batch", .string(name)),
      (
        "jobs",
        .array(
          jobs.map { job in
            .object([
              ("job", .string(job.id)), ("action", .string(job.action.rawValue)),
              ("reason", .string(job.reason)), ("standing", job.verdict?.json ?? .null),
            ])
          })
      ),
    ])
  }
}

extension Forecast.Job {
  /// - Parameter report: of a job that would not be trained.
  fileprivate init(_ id: String, _ verdict: Verdict?, _ report: JobReport?) {
    (self.id, self.verdict) = (id, verdict)
    reason = report?.reason ?? verdict?.reason ?? ""
    if report?.outcome == .blocked {
      action = .blocked
    } else {
      action = verdict.flatMap { Forecast.Action(rawValue: $0.action.rawValue) } ?? .invalid
    }
  }
}

extension Lane.End {
  /// Of a job that would not be trained; nil where it would.
  fileprivate init?(id: String, _ verdict: Result<Verdict, any Error>, record: String) {
    switch verdict {
    case .success(let verdict): self.init(id: id, verdict, record: record)
    case .failure(let error): self.init(id: id, error)
    }
  }
}

extension RecordedRuns {
  /// - Throws: what is wrong with the job.
  func verdict(planning listed: ListedJob, _ workers: WorkersOption) throws -> Verdict {
    if let verdict = try verdict(on: listed) { return verdict }
    return try verdict(on: try listed.placed(by: workers).plan())
  }
}
