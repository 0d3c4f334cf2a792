import Datasets
import JobSpec

/// Something that two sections of a job, or a job and its data, say differently. `path` is the field to mend.
struct Problem: Equatable {
  var path: String
  var code: String
  var message: String
  var help: String?
}

extension Problem {
  /// What is wrong with a data file is shown where the job names its source.
  init(_ error: DatasetError) {
    self.init(path: "data.source", code: "data", message: error.description, help: error.help)
  }

  func diagnostic(_ resolved: [ResolvedField]) -> Diagnostic {
    Diagnostic(.planning(code: code, message: message, help: help), place: resolved.place(of: path))
  }
}
