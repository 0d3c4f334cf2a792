package import YAMLTree

/// What reading a workers file gave.
package struct ReadWorkers: Sendable {
  /// nil if and only if a diagnostic is an error.
  package let workers: Workers?
  /// In the order of the places in the file.
  package let diagnostics: [Diagnostic]
  /// The file itself.
  package let sources: [SourceText]
}

/// Reads a `kind: workers` file and everything wrong with it. Its paths are those of a job's `workers`.
package func readWorkers(_ source: SourceText) -> ReadWorkers {
  var reading = Reading(source, root: ".") { _ in .failure(.missing) }
  let workers = reading.workers(source)
  let diagnostics = Diagnostic.inOrder(reading.diagnostics, of: reading.sources)
  let isGood = !diagnostics.contains { $0.severity == .error }
  return ReadWorkers(
    workers: isGood ? workers : nil, diagnostics: diagnostics, sources: reading.sources)
}

extension Reading {
  fileprivate mutating func workers(_ source: SourceText) -> Workers? {
    do throws(YAMLError) {
      let node = try YAMLReader.read(source)
      guard isReadable(node, as: .workers) else { return nil }
      let found = Found(node: node, key: nil, path: "workers")
      guard let file = take(.section(), found) as WorkersFile? else { return nil }
      check(file.workers)
      return file.workers
    } catch {
      report(error)
      return nil
    }
  }
}
