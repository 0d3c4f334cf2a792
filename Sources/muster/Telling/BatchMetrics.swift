import Batches
import Record
import Reporting
import WorkerProtocol

/// What monitoring wants to know of a batch, or of a run, which counts as a batch of one job. A job's label is `id`, because
/// Prometheus keeps `job` for itself.
struct BatchMetrics {
  /// The file or folder as the command line gave it: known also where it cannot be read.
  let file: String
  let started: Timestamp
  /// What the metrics file said before. Successes of then stay told.
  let before: [Exposition.Sample]

  /// While it runs: when it was started, and what was so before.
  var atStart: Exposition {
    Exposition(
      families: Name.allCases.map { name in
        family(name, name == .start ? [sample(.start, [], seconds(started))] : earlier(name))
      })
  }

  func atEnd(_ report: BatchReport, at end: Timestamp) -> Exposition {
    Exposition(families: Name.allCases.map { family($0, samples(of: $0, report, at: end)) })
  }

  private func samples(of name: Name, _ report: BatchReport, at end: Timestamp) -> [Exposition.Sample] {
    // Of jobs that were not come to nothing new is known.
    if name.isOfJobs && report.jobs.isEmpty { return earlier(name) }
    switch name {
    case .start: return [sample(name, [], seconds(started))]
    case .end: return [sample(name, [], seconds(end))]
    case .success: return report.status == 0 ? [sample(name, [], seconds(end))] : earlier(name)
    case .duration: return [sample(name, [], Figures.fixed(report.seconds, decimals: 3))]
    case .status: return [sample(name, [], "\(report.status)")]
    case .jobs:
      return JobOutcome.allCases.map { sample(name, [("outcome", $0.rawValue)], "\(report.count(of: $0))") }
    case .jobSuccess: return report.jobs.compactMap { lastSuccess($0, at: end) }
    case .jobOutcome:
      return report.jobs.map { sample(name, [("id", $0.id), ("outcome", $0.outcome.rawValue)], "1") }
    case .jobDuration: return perJob(name, report) { Figures.fixed($0.seconds, decimals: 3) }
    case .jobRounds: return perJob(name, report) { $0.rounds.map(String.init) }
    case .jobRun: return perJob(name, report) { $0.run.map(String.init) }
    case .version: return [sample(name, [("version", musterVersion)], "1")]
    }
  }

  private func lastSuccess(_ job: JobReport, at end: Timestamp) -> Exposition.Sample? {
    let labels = [(name: "id", value: job.id)]
    let time = job.outcome.isGood ? seconds(end) : earlier(.jobSuccess, labels)
    return time.map { sample(.jobSuccess, labels, $0) }
  }

  private func perJob(_ name: Name, _ report: BatchReport, _ value: (JobReport) -> String?)
    -> [Exposition.Sample]
  {
    report.jobs.compactMap { job in value(job).map { sample(name, [("id", job.id)], $0) } }
  }

  /// What the file said of this one, with any further labels.
  private func earlier(_ name: Name) -> [Exposition.Sample] {
    let key = sample(name, [], "").key
    return before.filter { $0.key == key || $0.key.hasPrefix(key.dropLast() + ",") }
  }

  private func earlier(_ name: Name, _ labels: [(name: String, value: String)]) -> String? {
    let key = sample(name, labels, "").key
    return before.last { $0.key == key }?.value
  }

  private func sample(_ name: Name, _ labels: [(name: String, value: String)], _ value: String)
    -> Exposition.Sample
  {
    Exposition.Sample(name.rawValue, [(name: "file", value: file)] + labels, value)
  }

  private func family(_ name: Name, _ samples: [Exposition.Sample]) -> Exposition.Family {
    Exposition.Family(name: name.rawValue, help: name.help, samples: samples)
  }

  private func seconds(_ time: Timestamp) -> String {
    Figures.fixed(Double(time.milliseconds) / 1000, decimals: 3)
  }
}

extension BatchMetrics {
  /// In the order of the file.
  enum Name: String, CaseIterable {
    case start = "muster_last_start_timestamp_seconds"
    case end = "muster_last_end_timestamp_seconds"
    case success = "muster_last_success_timestamp_seconds"
    case duration = "muster_duration_seconds"
    case status = "muster_exit_status"
    case jobs = "muster_jobs"
    case jobSuccess = "muster_job_last_success_timestamp_seconds"
    case jobOutcome = "muster_job_outcome"
    case jobDuration = "muster_job_duration_seconds"
    case jobRounds = "muster_job_rounds"
    case jobRun = "muster_job_run"
    case version = "muster_build_info"

    /// Whether it has a sample for each job.
    var isOfJobs: Bool {
      [.jobSuccess, .jobOutcome, .jobDuration, .jobRounds, .jobRun].contains(self)
    }

    var help: String {
      switch self {
      case .start: "When it was last started, in seconds since 1970."
      case .end: "When it last ended, however it ended, in seconds since 1970."
      case .success: "When it last ended with exit status 0, in seconds since 1970."
      case .duration: "How long it took the last time."
      case .status: "The exit status of the last time."
      case .jobs: "How many of its jobs had this outcome the last time."
      case .jobSuccess: "When the job last succeeded, or was found to have succeeded, in seconds since 1970."
      case .jobOutcome: "1 for the job's outcome of the last time."
      case .jobDuration: "How long the job took the last time."
      case .jobRounds: "How many rounds the record holds of the job's run."
      case .jobRun: "The number of the job's run in the record."
      case .version: "1, with the version of muster."
      }
    }
  }
}
