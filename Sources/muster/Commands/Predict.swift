import ArgumentParser
import Artefacts
import Datasets
import Record

struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Predict rows that arrive on standard input.",
    discussion: """
      Reads csv text with a header line and writes csv text: a line for each row, in order, as they arrive. Columns are \
      found by name, in any order; others are passed over. Of a class it tells each one's probability, of anomaly \
      detection the reconstruction error, the threshold, and 1 where the error exceeds it. \
      Example: muster predict model.safetensors < rows.csv > predictions.csv
      """)

  @Argument(help: "A safetensors file that muster export wrote, or a run's number.")
  var model: String
  @Option(help: "For anomaly detection: the largest error that is no anomaly, in place of the model's own.")
  var threshold: Float?
  @OptionGroup var record: RecordOption
  @OptionGroup var workers: WorkersOption
  @Option(help: "Of a run: the folder that the job's file would lie in now, if its data has moved.")
  var folder: String?

  func validate() throws {
    if let threshold, !threshold.isFinite { throw ValidationError("--threshold needs a finite number") }
  }

  func run() throws {
    let model = try trained()
    if threshold != nil, model.task != .anomalyDetection {
      throw Failure(
        .usage, "--threshold is of anomaly detection, and this model is of \(model.task.rawValue)",
        help: "leave it out")
    }
    var stream = try PredictionStream(model, threshold: threshold)
    try stream.run()
  }

  private func trained() throws -> TrainedModel {
    guard let number = Int(model) else { return try TrainedModel(file: model) }
    let record = try Record.open(path: self.record.path, for: .reading)
    defer { try? record.close() }
    return try RunModel(run: number, in: record, folder: folder, workers: workers).model
  }
}

extension TrainedModel {
  /// - Throws: `invalid` when there is no model in the file.
  init(file path: String) throws {
    let bytes: [UInt8]
    do { bytes = try readFile(path) } catch {
      throw Failure(
        .invalid, "\(error)",
        help: "name a file that `muster export RUN model.safetensors` wrote, or a run's number")
    }
    do throws(ModelFileError) { try self.init(safeTensors: bytes) } catch {
      throw Failure(.invalid, "\(path) \(error)", help: error.help)
    }
  }
}
