import Determinism
import JobSpec

/// Files to start from: a job of one industry that runs as it is, on made-up rows.
struct Template: Sendable {
  struct File: Sendable {
    /// Relative to the folder that the files are written to.
    let path: String
    let text: String
  }

  let name: String
  let summary: String
  /// The job's text, but for its first lines.
  let job: String
  /// What the job's `tokenomics` names.
  let network: File
  let rows: ExampleRows

  static let all = [healthcare, finance, manufacturing]

  var jobPath: String { "\(name).yaml" }

  var files: [File] {
    [
      File(path: jobPath, text: "# yaml-language-server: $schema=schemas/job.v1.json\n" + job + "\n"),
      File(path: "data/\(name).csv", text: rows.csv),
      network,
      File(path: "schemas/job.v1.json", text: jobSchema().text() + "\n"),
    ]
  }
}

/// Rows that are made up, the same for everybody: columns of numbers that belong together as the real ones might, and a label
/// that depends on them.
struct ExampleRows: Sendable {
  /// The columns' names, the label's last.
  let columns: [String]
  let count: Int
  /// The fields of one row, from its number and its own random numbers.
  let row: @Sendable (_ number: Int, _ random: inout RandomStream) -> [String]

  var csv: String {
    let lines = (0..<count).map { number in
      var random = RandomStream(seed: 2026, purpose: .example, client: number)
      return row(number, &random).joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }
}

extension RandomStream {
  /// A normal number with this mean and deviation.
  mutating func around(_ mean: Double, _ deviation: Double) -> Double { mean + deviation * gaussian() }
}
