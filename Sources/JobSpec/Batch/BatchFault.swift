/// What the entries of a batch can have wrong with each other.
package enum BatchFault: Sendable, Equatable {
  case noJobs
  case tooManyJobs(limit: Int)
  case repeatedJob(String)
  case repeatedValue(String, axis: String)
  case unknownAxis(String, known: [String])
  case missingAxes([String])
  case unknownValue(String, axis: String, known: [String])
  case emptyMatrix(String)
  case unknownNeed(String, known: [String])
  /// The entries on the way, the first of them again at the end.
  case needCycle([String])
  case unknownNetwork(String, known: [String])

  var message: String {
    switch self {
    case .noJobs: "the batch has no jobs"
    case .tooManyJobs(let limit): "the batch has more than \(limit) jobs"
    case .repeatedJob(let id): "there is a job \(Wording.quoted(id)) already"
    case .repeatedValue(let value, let axis):
      "the axis `\(axis)` has the value \(Wording.quoted(value)) twice"
    case .unknownAxis(let name, _): "the matrix has no axis \(Wording.quoted(name))"
    case .missingAxes(let names): "the combination has no value for \(Wording.list(names, "and"))"
    case .unknownValue(let value, let axis, _):
      "the axis `\(axis)` does not have the value \(Wording.quoted(value))"
    case .emptyMatrix(let entry): "the matrix of `\(entry)` has no combinations"
    case .unknownNeed(let name, _): "there is no job \(Wording.quoted(name))"
    case .needCycle(let names): "jobs that need each other never start: \(names.joined(separator: " -> "))"
    case .unknownNetwork(let name, _): "no job of the batch is on a network \(Wording.quoted(name))"
    }
  }

  var help: String? {
    switch self {
    case .noJobs: "add one, for example `train: job.yaml`"
    case .tooManyJobs: "split it into several batches"
    case .repeatedJob, .repeatedValue: "leave one out"
    case .unknownAxis(let name, let known): Self.choice(name, known, of: "axes")
    case .missingAxes: "a further combination gives every axis a value"
    case .unknownValue(let value, _, let known): Self.choice(value, known, of: "values")
    case .emptyMatrix: "give every axis a value, and exclude fewer of them"
    case .unknownNeed(let name, let known): Self.choice(name, known, of: "jobs")
    case .needCycle: "leave out one of these needs"
    case .unknownNetwork(_, []): "leave it out: no job has `tokenomics`"
    case .unknownNetwork(let name, let known): Self.choice(name, known, of: "networks")
    }
  }

  private static func choice(_ name: String, _ known: [String], of what: String) -> String {
    Wording.suggestion(name, known) ?? "known \(what): \(Wording.list(Array(known.prefix(20)), "and"))"
  }

  var code: String {
    switch self {
    case .noJobs: "no-jobs"
    case .tooManyJobs: "too-many-jobs"
    case .repeatedJob: "repeated-job"
    case .repeatedValue: "repeated-value"
    case .unknownAxis: "unknown-axis"
    case .missingAxes: "missing-axis"
    case .unknownValue: "unknown-value"
    case .emptyMatrix: "empty-matrix"
    case .unknownNeed: "unknown-need"
    case .needCycle: "need-cycle"
    case .unknownNetwork: "unknown-network"
    }
  }
}
