package import YAMLTree

/// What reading a batch file gave.
package struct ReadBatch: Sendable {
  /// nil if and only if a diagnostic is an error.
  package let batch: Batch?
  /// In the order of the places in the file.
  package let diagnostics: [Diagnostic]
  /// The file itself. Job files are not read.
  package let sources: [SourceText]
}

/// Reads a `kind: batch` file and everything wrong with it.
/// - Parameter root: the folder that jobs and workers files must lie in, relative to where the source's name is relative to, or
///   absolute if that is.
package func readBatch(_ source: SourceText, root: String) -> ReadBatch {
  var reading = Reading(source, root: root) { _ in .failure(.missing) }
  let batch = reading.batch(source)
  let diagnostics = Diagnostic.inOrder(reading.diagnostics, of: reading.sources)
  let isGood = !diagnostics.contains { $0.severity == .error }
  return ReadBatch(batch: isGood ? batch : nil, diagnostics: diagnostics, sources: reading.sources)
}

extension Reading {
  fileprivate mutating func batch(_ source: SourceText) -> Batch? {
    do throws(YAMLError) {
      let node = try YAMLReader.read(source)
      guard isReadable(node, as: .batch) else { return nil }
      guard let file = take(.section(), Found(node: node, key: nil, path: "batch")) as BatchFile? else {
        return nil
      }
      var batch = file.batch
      for (place, limit) in (batch.budget?.tokens ?? []).enumerated() {
        batch.budget?.tokens[place].origin = origins["batch.budget.tokens.\(limit.network)"]
      }
      batch.jobs = jobs(of: file)
      return batch
    } catch {
      report(error)
      return nil
    }
  }

  /// The most jobs that a batch may have.
  static let jobLimit = 10_000

  /// The jobs of all entries, with what each needs.
  private mutating func jobs(of file: BatchFile) -> [BatchJob] {
    guard failures.spare("batch.jobs") else { return [] }
    if file.entries.isEmpty, let origin = origins["batch.jobs"] {
      report(.batch(.noJobs), at: origin.key ?? origin.value)
    }
    var groups: [JobGroup] = []
    var room = Self.jobLimit
    for entry in file.entries {
      var group = JobGroup(entry: entry)
      if isSound(entry.value), let jobs = jobs(of: entry, retry: file.retry, room: room) {
        group.jobs = jobs
        room -= jobs.count
      }
      groups.append(group)
    }
    join(&groups)
    return groups.flatMap { $0.jobs ?? [] }
  }

  /// Whether all values of an entry could be read.
  private func isSound(_ entry: BatchEntry) -> Bool { failures.spareAll("batch.jobs.\(entry.name)") }

  /// An entry's jobs, without their needs; nil when there is something wrong with them.
  private mutating func jobs(of entry: Placed<BatchEntry>, retry: BatchJob.Retry, room: Int) -> [BatchJob]? {
    let before = diagnostics.count
    for (key, path) in [("job", entry.value.job), ("workers", entry.value.workers)] {
      checkIsInside(path, at: origins["batch.jobs.\(entry.value.name).\(key)"]?.value ?? entry.place)
    }
    checkFields(of: entry.value)
    let combinations = combinations(of: entry, room: room)
    guard diagnostics.count == before else { return nil }
    return combinations.map { BatchJob(entry.value, $0, retry: retry) }
  }

  private mutating func checkIsInside(_ path: String?, at place: Place) {
    guard let target = path.map(folder.appending), !target.isInside(root) else { return }
    report(.outsideRoot(target.text), at: place)
  }

  /// Every field that an entry sets must be one, and be set once.
  private mutating func checkFields(of entry: BatchEntry) {
    let set = entry.settings.map { (path: $0.path, place: $0.place) }
    let varied = entry.matrix.map { (path: $0.value.path, place: $0.place) }
    checkFields(set + varied)
  }
}

extension BatchJob {
  fileprivate init(_ entry: BatchEntry, _ combination: Combination, retry: Retry) {
    let axes = entry.matrix.map(\.value)
    id = BatchJob.id(entry, combination)
    self.entry = entry.name
    file = entry.job
    settings =
      entry.settings + zip(axes, combination.values).map { Setting(path: $0.path, value: $1) }
    self.retry = entry.retry ?? retry
    deadline = entry.deadline
    workers = entry.workers
  }
}

extension BatchJob {
  /// `train[lr=0.1,seed=3]`, or the entry's name where it has no matrix.
  static func id(_ entry: BatchEntry, _ combination: Combination) -> String {
    guard !entry.matrix.isEmpty else { return entry.name }
    let values = zip(entry.matrix, combination.labels).map { "\($0.value.name)=\($1)" }
    return "\(entry.name)[\(values.joined(separator: ","))]"
  }
}

extension BatchEntry.Axis {
  /// The field that it sets.
  var path: String { field ?? name }
}
