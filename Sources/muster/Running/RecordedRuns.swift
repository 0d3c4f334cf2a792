import Datasets
import Determinism
import JobSpec
import Planning
import Record

/// What a record holds of jobs that may be run: the judge of what is to be done.
final class RecordedRuns {
  private let record: Record?
  private lazy var runs = Result { try record?.runs() ?? [] }
  private var facts: [Int: Facts] = [:]

  private struct Facts {
    var fields: [(path: String, value: String)]
    var files: [Digest]
  }

  /// A job is compared with so many runs of its name, the newest.
  private static let compared = 20

  /// - Parameter record: nil where there is none yet.
  init(_ record: Record?) { self.record = record }

  /// - Parameters:
  ///   - key: of the run that the job would be.
  ///   - name: the job's.
  ///   - resolved: its fields.
  ///   - files: all that it reads, as a plan has them.
  func verdict(
    key: Digest, name: String, resolved: [ResolvedField], files: [PreparedData.SourceFile]
  ) throws -> Verdict {
    if let known = try verdict(onRun: key) { return known }
    let changes = try runs.get().filter { $0.job == name }.suffix(Self.compared).map { run in
      (run: run.id, change: try change(since: run, resolved: resolved, files: files))
    }
    // The newest of those that differ least.
    let nearest = changes.reversed().min { $0.change.count < $1.change.count }
    return nearest.map { .changed(since: $0.run, $0.change) } ?? .new
  }

  /// What is recorded of the very run.
  ///
  /// - Returns: nil where there is none.
  func verdict(onRun key: Digest) throws -> Verdict? {
    guard let record, let known = try record.run(withKey: key) else { return nil }
    guard known.digest != nil else { return .interrupted(known) }
    return try record.isIntact(run: known.id) ? .recorded(known) : .damaged(known)
  }

  private func change(
    since run: StoredRun, resolved: [ResolvedField], files: [PreparedData.SourceFile]
  ) throws -> Verdict.Change {
    let then = try facts(of: run.id)
    let changed = files.enumerated().filter { place, file in
      !then.files.indices.contains(place) || then.files[place] != file.digest
    }
    return Verdict.Change(
      fields: differences(from: then.fields, to: resolved), files: changed.map(\.element.path),
      arithmetic: run.arithmetic == arithmeticVersion ? nil : run.arithmetic)
  }

  private func facts(of run: Int) throws -> Facts {
    if let known = facts[run] { return known }
    let read = Facts(
      fields: try record?.fields(of: run).filter(\.identity).map { (path: $0.path, value: $0.value) } ?? [],
      files: try record?.dataFiles(of: run).map(\.digest) ?? [])
    facts[run] = read
    return read
  }
}

extension RecordedRuns {
  func verdict(on plan: Plan) throws -> Verdict {
    try verdict(key: plan.runKey, name: plan.job.name, resolved: plan.resolved, files: plan.files)
  }
}
