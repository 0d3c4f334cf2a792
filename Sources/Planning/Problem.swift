import JobSpec
import YAMLTree

/// Something that two sections of a job, or a job and its data, say differently. `path` is the field to mend.
struct Problem: Error, Equatable {
  var path: String
  var code: String
  var message: String
  var help: String?
}

extension [Problem] {
  /// In the order of the places in the job's files.
  func diagnostics(_ resolved: [ResolvedField]) -> [Diagnostic] {
    let found = map { problem in
      Diagnostic(
        .planning(code: problem.code, message: problem.message, help: problem.help),
        place: resolved.place(of: problem.path))
    }
    func key(_ diagnostic: Diagnostic) -> (String, Int) {
      (diagnostic.place?.source.name ?? "", diagnostic.place?.range.lowerBound ?? 0)
    }
    return found.sorted { key($0) < key($1) }
  }
}

/// "1 client", "2 clients".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
