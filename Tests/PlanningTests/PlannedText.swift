import Datasets
import JobSpec
import YAMLTree

@testable import Planning

/// A job over a csv text, planned without touching a disk.
struct PlannedText {
  let planned: PlannedJob
  /// What the job says against itself.
  let own: String

  var plan: Plan? { planned.plan }
  var diagnostics: String { planned.diagnostics.map(\.rendered).joined(separator: "\n\n") }

  init(_ changes: (String, String)..., csv: String = PlannedText.csv) {
    self.init(changes, csv: csv)
  }

  /// The job over clients' own files, of which nothing is read.
  init(resident clients: [ResidentFile], _ changes: (String, String)..., layout: ResidentLayout?) {
    self.init(ResidentFile.changes(clients) + changes, csv: nil, resident: layout)
  }

  /// - Parameters:
  ///   - changes: replacements in the job's text, each of which must apply.
  ///   - csv: nil where it may not be read.
  ///   - files: more data files, by path.
  init(
    _ changes: [(String, String)], csv: String?, files: [String: [UInt8]] = [:],
    resident: ResidentLayout? = nil
  ) {
    let (job, resolved) = Self.read(changes)
    own = jobProblems(job, resolved: resolved).map(\.rendered).joined(separator: "\n\n")
    planned = planJob(
      job, resolved: resolved, folder: "folder",
      read: { (path) throws(DatasetError) in
        if let csv, path == "folder/rows.csv" { return FileBytes(Array(csv.utf8)) }
        guard let bytes = files[path] else {
          throw DatasetError(path: path, kind: .unreadable(reason: "not here"))
        }
        return FileBytes(bytes)
      }, resident: resident)
  }

  static func read(_ changes: [(String, String)]) -> (Job, [ResolvedField]) {
    var text = Self.job
    for (old, new) in changes {
      precondition(text.contains(old), "the job has no \(old)")
      text = text.replacing(old, with: new)
    }
    let reading = readJob(SourceText(name: "job.yaml", bytes: Array(text.utf8)), root: ".") { _ in
      .failure(.missing)
    }
    guard let job = reading.job else {
      preconditionFailure(reading.diagnostics.map(\.rendered).joined(separator: "\n"))
    }
    return (job, reading.resolved)
  }

  /// Each diagnostic in one line: the marked text of the job, the code, the message.
  var told: [String] {
    planned.diagnostics.map { "\($0.place?.text ?? "nowhere") | \($0.code) | \($0.message)" }
  }

  /// Forty rows, of which every fourth is "sick".
  static let csv =
    "age,weight,state\n"
    + (0..<40).map { "\(20 + $0),\(60 + $0 % 7),\($0 % 4 == 0 ? "sick" : "well")\n" }.joined()

  static let job = """
    schema: muster/v1
    kind: job
    name: wards
    seed: 9
    use_case:
      industry: healthcare
      task: classification
      success: {metric: recall, of: sick, at_least: 0.5}
    data:
      source: {csv: rows.csv, label: state, scale: standard}
      test: {fraction: 0.2, stratified: true}
      partitions: {iid: {clients: 4}}
      owners: [ann, bob, cy]
    model: softmax
    training:
      optimizer: {sgd: {learning_rate: 0.1}}
      epochs: 2
      batch_size: 4
    federation:
      rounds: 3
      cohort: {count: 2}
      strategy: fedavg
      evaluate: {every: 2}
    tokenomics:
      network: wards
      token: {symbol: W, decimals: 2, max_supply: "100"}
      genesis: {ann: "1.5"}
      emission: {per_round: "40", halving_every: 2}
      split: {data: 50%, compute: 50%}
      contribution: samples
    participants:
      ann: {roles: [data]}
      bob: {roles: [data, compute]}
      cy: {roles: [data, compute]}
    """
}
