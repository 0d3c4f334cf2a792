package import YAMLTree

/// What reading a job file gave.
package struct ReadJob: Sendable {
  /// nil if and only if a diagnostic is an error.
  package let job: Job?
  /// Every field of the job with its value, by the files or by a setting, sorted by path; empty without a job.
  package let resolved: [ResolvedField]
  /// In the order of the files and of the places in them.
  package let diagnostics: [Diagnostic]
  /// The job's file and the files of its sections, without what settings were read from, in the order in which they were read.
  package let sources: [SourceText]
}

/// Reads a job and everything wrong with it.
/// - Parameters:
///   - root: the folder that sections may be read from, relative to where the source's name is relative to, or
///     absolute if that is.
///   - settings: values that take the place of the files' own. A path in one is relative to the job's folder, as if the job's
///     file held it.
///   - read: gives the bytes of a section's file. The path is relative to where the source's name is relative to.
package func readJob(
  _ source: SourceText, root: String, settings: [Setting] = [], read: @escaping ReadFile
) -> ReadJob {
  var reading = Reading(source, root: root, settings: settings, readFile: read)
  let job = reading.job(source)
  let diagnostics = Diagnostic.inOrder(
    reading.diagnostics, of: reading.sources + settings.map(\.value.place.source))
  guard let job, !diagnostics.contains(where: { $0.severity == .error }) else {
    return ReadJob(job: nil, resolved: [], diagnostics: diagnostics, sources: reading.sources)
  }
  let resolved = reading.resolved(job)
  return ReadJob(job: job, resolved: resolved, diagnostics: diagnostics, sources: reading.sources)
}

extension Reading {
  fileprivate mutating func job(_ source: SourceText) -> Job? {
    do throws(YAMLError) {
      let node = try YAMLReader.read(source)
      guard isReadable(node, as: .job) else { return nil }
      checkSettings()
      guard var job = take(.section(), Found(node: node, key: nil, path: "")) as Job? else { return nil }
      checkAllSettled()
      check(&job)
      return job
    } catch {
      report(error)
      return nil
    }
  }

  fileprivate func resolved(_ job: Job) -> [ResolvedField] {
    let fields = Form<Job>.section().spell(job).map { spelling in
      ResolvedField(
        path: spelling.path, value: spelling.text,
        origin: origins[spelling.path].map { origin($0.value) } ?? .defaulted, identity: spelling.identity)
    }
    return fields.map { (path: FieldPath($0.path), field: $0) }.sorted { $0.path < $1.path }.map(\.field)
  }

  private func origin(_ place: Place) -> ResolvedField.Origin {
    isOfJob(place.source) ? .file(place) : .setting(place)
  }
}
