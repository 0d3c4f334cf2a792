import Datasets
import Determinism
import Foundation
import Kernel
import Testing

@testable import Artefacts

/// The bytes of small files, compared with those that the formats' own libraries wrote (Fixtures/make.py).
struct FormatTests {
  private static func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  private static let tensors = [
    Tensor(name: "layers.0.bias", shape: [1], values: [0.25]),
    Tensor(name: "layers.0.weight", shape: [2, 1], values: [0.5, -2]),
  ]

  @Test func `safetensors are those of the safetensors library, both ways`() throws {
    let file = SafeTensors(metadata: [("job", "tést \"x\"\n")], tensors: Self.tensors)
    #expect(try file.bytes == Self.fixture("linear.safetensors"))
    #expect(try SafeTensors(Self.fixture("linear.safetensors")) == file)
  }

  @Test func `arrays are those that numpy saves`() throws {
    #expect(try NPY([0, 0.5, 1, 1.5, 2, 2.5], shape: [2, 3]).bytes == Self.fixture("floats.npy"))
    #expect(try NPY([1, -0.1, 3e300] as [Double]).bytes == Self.fixture("doubles.npy"))
    #expect(try NPY(["a", "", "né, \"x\"😀"]).bytes == Self.fixture("texts.npy"))
    #expect(try NPY("{}").bytes == Self.fixture("text.npy"))
  }

  /// But for the description and metadata, which begin and end a file.
  @Test func `ONNX is what the onnx library builds of the same operators`() throws {
    let model = TrainedModel(
      origin: TrainedModel.Origin(
        job: "prices", rounds: 2, runKey: Digest.of("key"), recordDigest: Digest.of("record")),
      shape: ModelShape(inputs: 2, layers: [.dense(outputs: 1)], loss: .squared),
      parameters: [0.5, -2, 0.25],
      featureNames: ["x", "y"], classNames: [], scaling: Scaling(offsets: [1.5, -3], factors: [0.1, 0]))
    var expected = ProtocolBuffer()
    expected.write(1, 8)
    expected.write(2, "muster")
    expected.write(6, "regression of the job prices, record \(Digest.of("record").hex)")
    // After version and producer, the library's file is graph and operator set as they are.
    let library = try Self.fixture("linear.onnx")
    #expect(library.starts(with: expected.bytes.prefix(10)))
    let found = try model.onnx()
    #expect(found.starts(with: expected.bytes + library.dropFirst(10)))
    let names = [
      "muster_model", "job", "task", "rounds", "run_key", "record_digest", "model_digest", "model",
      "features", "classes", "scale_offsets", "scale_factors", "metadata_digest",
    ]
    #expect(model.metadata.map(\.name) == names)
    var metadata = ProtocolBuffer()
    for (name, text) in model.metadata {
      var entry = ProtocolBuffer()
      entry.write(1, name)
      entry.write(2, text)
      metadata.write(14, entry)
    }
    #expect(found.suffix(metadata.bytes.count) == metadata.bytes[...])
    #expect(found.count == expected.bytes.count + library.count - 10 + metadata.bytes.count)
  }

  @Test func `an archive is laid out as the zip format has it`() throws {
    var archive = ZipArchive()
    try archive.add("a.npy", Array("hello".utf8))
    // CRC-32 of "hello" is 0x3610a686.
    let entry = "1400000000000000210086a6103605000000050000000500" + "0000"
    let name = Array("a.npy".utf8).hex
    let local = "504b0304" + entry + name + Array("hello".utf8).hex
    let central = "504b01021400" + entry + String(repeating: "00", count: 14) + name
    let end = "504b050600000000010001003300000028000000" + "0000"
    #expect(archive.bytes.hex == local + central + end)
  }

  @Test(arguments: ModelKind.all) func `a model is read again as it was`(_ kind: ModelKind) throws {
    let model = kind.model()
    #expect(try TrainedModel(safeTensors: model.safeTensors) == model)
    #expect(model.safeTensors == kind.model().safeTensors)
    #expect(try model.npz() == kind.model().npz())
    #expect(try model.onnx() == kind.model().onnx())
  }
}
