import JobSpec
import YAMLTree

/// A file of pools, which takes the place of a job's `workers` section.
struct WorkersFile {
  let workers: Workers

  /// Reads the file.
  ///
  /// - Throws: `invalid` when there are no workers in it.
  static func read(_ path: String) throws -> WorkersFile {
    let reading = readWorkers(try specText(path))
    guard let workers = reading.workers else { throw Failure(.invalid, reading.diagnostics) }
    return WorkersFile(workers: workers)
  }
}
