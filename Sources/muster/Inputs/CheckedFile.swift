import JobSpec
import Planning
import YAMLTree

/// A file of the job language, of whatever kind, and everything wrong with it and what it names. No data is read.
struct CheckedFile {
  let path: String
  let findings: [Diagnostic]

  var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// - Parameter settings: what takes the place of values in a job.
  /// - Throws: `invalid` when the file cannot be read, `usage` when it is no job and there are settings.
  init(_ path: String, settings: [Setting]) throws {
    self.path = path
    let source = try specText(path)
    let kind = readHead(source).kind ?? .job
    guard kind == .job || settings.isEmpty else {
      throw Failure(.usage, "\(path) is no job whose fields could be set", help: "leave out --set")
    }
    findings =
      switch kind {
      case .job: try JobFile.read(path, settings: settings).findings
      case .workers: readWorkers(source).diagnostics
      case .batch: Self.findings(of: readBatch(source, root: repositoryRoot(of: path)), path: path)
      }
  }

  /// What is wrong with a batch or else with its jobs' files, each thing once.
  private static func findings(of reading: ReadBatch, path: String) -> [Diagnostic] {
    let folder = folderOf(path)
    let jobs = reading.batch?.jobs ?? []
    let files = jobs.map { try? JobFile.read(pathOf($0.file, in: folder), settings: $0.settings) }
    let inBudget = reading.batch?.budgetProblems(files.map { $0?.reading.job }) ?? []
    let inJobs = zip(jobs, files).flatMap { job, file in
      (file?.findings ?? [missing(pathOf(job.file, in: folder))])
        + (job.workers.map { findings(ofWorkers: pathOf($0, in: folder)) } ?? [])
    }
    var told: Set<String> = []
    return (reading.diagnostics + inBudget + inJobs).filter { told.insert($0.rendered).inserted }
  }

  private static func findings(ofWorkers path: String) -> [Diagnostic] {
    (try? specText(path)).map { readWorkers($0).diagnostics } ?? [missing(path)]
  }

  private static func missing(_ path: String) -> Diagnostic {
    Diagnostic(.unreadable(path, .missing), place: nil)
  }
}

extension JobFile {
  /// What is wrong with each value, or else with what the sections say against each other.
  fileprivate var findings: [Diagnostic] {
    reading.diagnostics + (reading.job.map { jobProblems($0, resolved: reading.resolved) } ?? [])
  }
}
