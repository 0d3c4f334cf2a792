import Artefacts
import Datasets
import Determinism
import Kernel
import Planning
import Record

/// The last model of a recorded run, with what its data told of how to use it.
struct RunModel {
  let model: TrainedModel
  /// nil where the rows lie with their owners.
  private let heldOut: HeldOutRows?

  /// Reads the data once more, for the scale and the threshold that the record does not hold.
  ///
  /// - Parameters:
  ///   - folder: where the job's file would lie; nil for where it lay.
  ///   - workers: who to ask about rows that lie with their owners.
  /// - Throws: `usage` when the run has no last model, `mismatch` when its data is not what it was.
  init(run number: Int, in record: Record, folder: String?, workers: WorkersOption) throws {
    let run = try record.run(number)
    let (stored, digest) = try Self.end(of: run, in: record)
    let plan = try StoredJob(run: run, in: record)
      .placement(folder: folder, workers: { try workers.workers(for: $0) }).plan
    do {
      heldOut = try plan.dataset.map { recipe throws(DatasetError) in try HeldOutRows(recipe, read: mapFile) }
    } catch {
      throw Failure(.invalid, "\(error)", help: error.help ?? "")
    }
    var model = TrainedModel(
      origin: TrainedModel.Origin(
        job: run.job, rounds: stored.round, runKey: run.key, recordDigest: digest),
      shape: plan.model, parameters: stored.parameters, featureNames: plan.featureNames,
      classNames: plan.classNames, scaling: plan.resident.map(\.layout.scaling) ?? heldOut?.scaling)
    if model.task == .anomalyDetection, let heldOut {
      var predictor = try Predictor(model)
      model.threshold = TrainedModel.threshold(
        errors: try predictor.predict(scaled: heldOut.x).scores, targets: heldOut.y)
    }
    self.model = model
  }

  /// - Throws: `usage` when the run has not come to a good end.
  private static func end(of run: StoredRun, in record: Record) throws -> (StoredModel, Digest) {
    guard run.status == .succeeded || run.status == .missed, let digest = run.digest else {
      throw Failure(
        .usage, "run \(run.id) has no last model: it is \(run.status.rawValue)",
        help: "`\(Invocation.command("list", record: record.path))` shows the runs that succeeded")
    }
    guard let stored = try record.model(of: run.id) else {
      let gone = try record.pruned(run: run.id).map { "was pruned at \($0)" } ?? "is missing"
      throw Failure(
        .usage, "the model of run \(run.id) \(gone)",
        help:
          "`\(Invocation.command("reproduce \(run.id)", record: record.path))` trains it again, and keeps it")
    }
    return (stored, digest)
  }

  /// The test rows in their file's order, each with its place there, what it is, and what the model says.
  /// - Throws: `usage` where the rows lie with their owners.
  func predictions() throws -> [UInt8] {
    guard let heldOut else {
      throw Failure(
        .usage, "the test rows of this run lie with their owners, and no row leaves them",
        help:
          "export the model, and predict where the rows are: `muster predict model.safetensors < rows.csv`")
    }
    var predictor = try Predictor(model)
    let table = PredictionTable(model)
    let predicted = try predictor.predict(scaled: heldOut.x)
    if let row = table.undefinedRow(in: predicted) {
      throw Failure(
        .invalid,
        "the model gives no number for the test row \(heldOut.places[row]): values are too large for it",
        help: "export the model alone")
    }
    return table.header(after: ["row", "truth"])
      + table.lines(predicted, truths: zip(heldOut.places, heldOut.y).map { (place: $0, target: $1) })
  }
}
