import Datasets
import Determinism
import Foundation
import Glibc
import Kernel
import WorkerProtocol

/// A small thing to train: 40 points in a file, of three clients. Its folder goes with it.
final class PointsJob: Sendable {
  static let shape = ModelShape(
    inputs: 2, hidden: [3], outputs: 2, activation: .tanh, loss: .crossEntropy)
  static let training = TrainingRecipe(
    optimizer: .sgd(momentum: 0.5, nesterov: false), learningRate: 0.1, epochs: 2, batchSize: 3, shuffle: true
  )

  let folder: String
  let dataset: DatasetRecipe

  init() throws {
    folder = temporaryFolder()
    let path = folder + "/points.csv"
    let rows = (0..<40).map { "\($0 * 7 % 11),\($0 * 5 % 13),\(($0 * 3 % 7) < 3 ? "low" : "high")\n" }
    try writeFile(path, "x,y,level\n" + rows.joined())
    dataset = DatasetRecipe(
      format: .csv(path: path), label: "level", scale: .standard,
      test: DatasetRecipe.TestSplit(fraction: 0.25, stratified: true), partitioning: .iid(clients: 3), seed: 1
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func preparation(
    dataset: DatasetRecipe? = nil, model: ModelShape = PointsJob.shape,
    training: TrainingRecipe = PointsJob.training,
    numerics: UInt8 = Numerics.portable.rawValue, parameters: Int = PointsJob.shape.parameterCount,
    challenge: [UInt8] = []
  ) -> Request {
    .prepare(
      Preparation(
        dataset: canonicalBytes((dataset ?? self.dataset).encode(to:)),
        model: canonicalBytes(model.encode(to:)), training: canonicalBytes(training.encode(to:)), seed: 5,
        numerics: numerics, parameters: parameters, challenge: challenge))
  }
}

func canonicalBytes(_ encode: (inout CanonicalWriter) -> Void) -> [UInt8] {
  var writer = CanonicalWriter()
  encode(&writer)
  return writer.bytes
}

struct FileTrouble: Error { var reason: String }

/// Makes a file, or fills it anew.
func writeFile(_ path: String, _ text: String, mode: mode_t = 0o600) throws {
  let bytes = Array(text.utf8)
  let file = open(path, O_CREAT | O_WRONLY | O_TRUNC, mode)
  defer { close(file) }
  guard write(file, bytes, bytes.count) == bytes.count else {
    throw FileTrouble(reason: "\(path): \(String(cString: strerror(errno)))")
  }
}
