import Artefacts
import Datasets
import Determinism
import Record

/// What can be exported of a run; the end of a file's name tells which.
enum Artefact: String, CaseIterable {
  case safeTensors = "safetensors"
  case npz
  case onnx
  case predictions = "csv"
  case sql
  case provenance = "json"

  /// - Throws: `usage` for a name without such an end.
  init(path: String) throws {
    try self.init(
      endOf: path, endings: Artefact.allCases.map { ".\($0.rawValue) (\($0.words))" }.joined(separator: ", "))
  }

  var words: String {
    switch self {
    case .safeTensors: "the model, for muster predict and others"
    case .npz: "the model, for NumPy"
    case .onnx: "the model, for ONNX runtimes"
    case .predictions: "predictions of the test rows"
    case .sql: "the record of the run, a line a row, for git"
    case .provenance: "where the model came from, as an in-toto statement"
    }
  }

  func bytes(_ run: ExportedRun) throws -> [UInt8] {
    switch self {
    case .safeTensors: try run.model().model.safeTensors
    case .npz: try run.model().model.npz()
    case .onnx: try run.model().model.onnx()
    case .predictions: try run.model().predictions()
    case .sql: Array(try run.record.sql(of: run.number, observations: run.observations).utf8)
    case .provenance: Array((try run.provenance().text() + "\n").utf8)
    }
  }
}
