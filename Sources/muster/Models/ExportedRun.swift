import Determinism
import Record
import Reporting

/// A run that is exported. Its model is made once, and only where a file needs it.
final class ExportedRun {
  let number: Int
  let record: Record
  /// Whether what was only seen is exported too.
  let observations: Bool
  private let make: () throws -> RunModel
  private var made: RunModel?

  init(number: Int, record: Record, observations: Bool, model: @escaping () throws -> RunModel) {
    self.number = number
    self.record = record
    self.observations = observations
    make = model
  }

  func model() throws -> RunModel {
    let model = try made ?? make()
    made = model
    return model
  }

  /// - Throws: `usage` of a run that nothing came of.
  func provenance() throws -> JSON {
    let facts = try RunFacts(run: number, record: record)
    guard let provenance = Provenance(facts, spec: try record.specFiles(of: number)) else {
      throw Failure(
        .usage,
        "run \(number) has no model whose provenance could be told: it is \(facts.run.status.rawValue)",
        help: "`\(Invocation.command("list", record: record.path))` shows the runs that ended")
    }
    return provenance.json
  }
}
