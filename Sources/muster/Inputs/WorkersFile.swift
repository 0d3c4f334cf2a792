import JobSpec
import YAMLTree

/// A file of pools, which takes the place of a job's `workers` section.
struct WorkersFile {
  let workers: Workers

  /// Reads the file and tells every diagnostic.
  ///
  /// - Throws: `invalid` when there are no workers in it.
  static func read(_ path: String) throws -> WorkersFile {
    let reading = readWorkers(try specText(path))
    tell(reading.diagnostics)
    guard let workers = reading.workers else { throw Failure(.invalid) }
    return WorkersFile(workers: workers)
  }
}
