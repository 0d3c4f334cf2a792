import Datasets
import Determinism
import Foundation
import Kernel
import Testing

@testable import Artefacts

/// Exported models in the hands of the libraries that they are exported for.
struct RuntimeTests {
  @Test(.enabled(if: Oracle.isThere, "Scripts/setup makes the Python environment"))
  func `onnxruntime predicts what muster predicts, and numpy and safetensors load the same tensors`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-models-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    for kind in ModelKind.all {
      let (model, rows) = (kind.model(), kind.rows(300))
      var predictor = try Predictor(model)
      let scores = try predictor.predict(rows).scores
      let files = [
        "onnx": try model.onnx(), "npz": try model.npz(), "safetensors": model.safeTensors,
        "rows.npy": NPY(rows[...], shape: [300, kind.shape.inputs]).bytes,
        "scores.npy": NPY(scores[...], shape: [300, kind.shape.scores]).bytes,
      ]
      for (suffix, bytes) in files {
        try Data(bytes).write(to: folder.appending(path: "\(kind.name).\(suffix)"))
      }
    }
    #expect(
      try Oracle.run("check-models.py", folder.path) == ModelKind.all.map { "\($0.name) ok\n" }.joined())
  }
}
