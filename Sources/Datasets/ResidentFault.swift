/// What is wrong with clients' own files, or between them.
package enum ResidentFault: Equatable, Sendable {
  case tooFewRows(rows: Int, needed: Int)
  case tooManyLabels(labels: Int, rows: Int)
  /// The first feature in which two clients differ; nil for the client that has no more.
  case featuresDiffer(client: String, feature: String?, other: String, otherFeature: String?)
  case unsoundSurvey(client: String)
  case notAsSurveyed(client: Int)
  case unknownClient(Int)

  var message: String {
    switch self {
    case .tooFewRows(let rows, let needed):
      "leaves \(counted(rows, "row")) to train on, and sums over fewer than \(needed) would tell of single rows"
    case .tooManyLabels(let labels, let rows):
      "the label column has \(labels) different texts in \(counted(rows, "row"))"
    case .featuresDiffer(let client, let feature, let other, let otherFeature):
      "client \(quoted(client)) has \(named(feature)) where client \(quoted(other)) has \(named(otherFeature))"
    case .unsoundSurvey(let client):
      "what client \(quoted(client)) tells of its file cannot be of one file"
    case .notAsSurveyed(let client):
      "is not as client \(client)'s file was when the run was planned"
    case .unknownClient(let client):
      "is named for client \(client), which the run does not have or has a file for already"
    }
  }

  var help: String {
    switch self {
    case .tooFewRows: "use more rows, or leave the client out"
    case .tooManyLabels:
      "class names leave their owner, so they must be fewer than the rows and at most \(classLimit): name another"
        + " column in `data.source.label`, or set `use_case.task` to `regression`"
    case .featuresDiffer:
      "give all files the same columns in the same order, or name those to leave out in `data.source.drop`"
    case .unsoundSurvey: "ask the operator of its worker, which is not this program or is broken"
    case .notAsSurveyed: "bring back the file as it was, or start a new run"
    case .unknownClient: "use the same version of muster and of muster-worker"
    }
  }

  private func named(_ feature: String?) -> String {
    feature.map { "the feature \(quoted($0))" } ?? "no more features"
  }
}

/// Fewer training rows would show in the sums, label counts and extremes that leave their owner. Five is a common
/// threshold for a cell of a published table.
let fewestResidentRows = 5

/// So many class names may leave an owner.
let classLimit = 10_000

extension DatasetError {
  /// The same without any text that stands in the file: where a header line is missing, even a column's name is a
  /// value.
  var withoutCells: DatasetError {
    var error = self
    switch kind {
    case .controlCharacter: error.kind = .controlCharacter("…")
    case .notANumber(_, let role): error.kind = .notANumber("…", role)
    case .numberTooLarge: error.kind = .numberTooLarge("…")
    case .unknownColumn: error.kind = .unknownColumn(nearest: nil, columns: [])
    case .duplicateColumn: error.column = nil
    default: break
    }
    return error
  }
}
