import Determinism
import Kernel
import Testing

@testable import Artefacts

/// Damaged model files are refused, and never end the process.
struct HostileModelTests {
  private static func file(_ header: String, data: Int = 0) -> [UInt8] {
    littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + Array(repeating: 0, count: data)
  }

  private static func tensor(_ name: String, _ shape: String, _ offsets: String, type: String = "F32")
    -> String
  {
    "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }

  @Test(
    arguments: [
      ([], "it has 0 bytes"),
      (Array(repeating: 0xFF, count: 16), "its header would have 18446744073709551615 bytes"),
      (littleEndian(9 as UInt64) + Array("{}".utf8), "its header would have 9 bytes"),
      (file(""), "its header has no value at byte 0"),
      (file("[]"), "its header is no object"),
      (file("{\"a\":{},\"a\":{}}"), "its header has a key that was there before at byte 11"),
      (file(String(repeating: "[", count: 99_999)), "its header has more than 64 levels at byte 64"),
      (file("{\"__metadata__\":{\"a\":1}}"), "its metadata holds more than texts"),
      (file("{\(tensor("w", "[1]", "[0,4]", type: "F16"))}", data: 4), "`w` is not of 32-bit floats"),
      (file("{\(tensor("w", "[1]", "[4,0]"))}", data: 4), "`w` has no sound shape and offsets"),
      (file("{\(tensor("w", "[1.0]", "[0,4]"))}", data: 4), "`w` has no sound shape and offsets"),
      (file("{\(tensor("w", "[-1]", "[0,4]"))}", data: 4), "`w` has the shape [-1]"),
      (
        file("{\(tensor("w", "[4611686018427387904,4]", "[0,4]"))}", data: 4),
        "`w` has the shape [4611686018427387904, 4]"
      ),
      (file("{\(tensor("w", "[2]", "[0,4]"))}", data: 4), "`w` has 4 bytes, but its shape needs 8"),
      (file("{\(tensor("w", "[1]", "[0,4]"))}", data: 3), "`w` lies where no tensor can"),
      (
        file("{\(tensor("w", "[1]", "[0,4]")),\(tensor("v", "[1]", "[0,4]"))}", data: 4),
        "`v` lies where no tensor can"
      ),
      (file("{\(tensor("w", "[1]", "[4,8]"))}", data: 8), "`w` lies where no tensor can"),
      (file("{\(tensor("w", "[1]", "[0,4]"))}", data: 5), "1 bytes belong to no tensor"),
    ] as [([UInt8], String)]) func `a file that is not sound is refused with the reason`(
      _ bytes: [UInt8], _ reason: String
    )
  {
    #expect(throws: ModelFileError.malformed(reason)) { try SafeTensors(bytes) }
  }

  /// A sound file of a model, with other metadata.
  private static func changed(_ name: String, to text: String?) -> [UInt8] {
    let model = ModelKind.all[0].model()
    let metadata = model.metadata.compactMap { entry in
      entry.name == name ? text.map { (name: name, text: $0) } : entry
    }
    return SafeTensors(metadata: ModelMetadata.sealed(metadata), tensors: model.tensors).bytes
  }

  @Test(
    arguments: [
      ("muster_model", nil, .foreign(entry: "muster_model")),
      ("muster_model", "2", .foreign(entry: "muster_model")),
      ("run_key", "ab", .foreign(entry: "run_key")), ("features", "[1]", .foreign(entry: "features")),
      ("model", "{\"inputs\":6}", .foreign(entry: "model")), ("rounds", "many", .foreign(entry: "rounds")),
      ("scale_factors", "[\"1\"]", .foreign(entry: "scale_factors")),
      ("scale_offsets", nil, .foreign(entry: "scale_offsets")),
      ("scale_offsets", "[1]", .contradiction("the scale has 1 offsets and 6 factors")),
      ("threshold", "nan", .foreign(entry: "threshold")),
      ("model_digest", Digest.of("").hex, .changed(part: "parameters")),
      ("features", "[\"a\"]", .contradiction("1 features, or two of one name, where 6 are wanted")),
      ("classes", "[]", .contradiction("0 classes where 2 are wanted")),
      (
        "model", "{\"inputs\":6,\"layers\":[{\"dense\":1}],\"loss\":\"squared\"}",
        .contradiction("8 tensors where the layers have 2")
      ),
    ] as [(String, String?, ModelFileError)])
  func `a file whose metadata makes no sense is refused`(
    _ name: String, _ text: String?, _ error: ModelFileError
  ) {
    #expect(throws: error) { try TrainedModel(safeTensors: Self.changed(name, to: text)) }
  }

  @Test func `classes that changed places, and an entry more or less, are noticed`() {
    let metadata = ModelKind.all[0].model().metadata
    let swapped = metadata.map { entry in
      entry.name == "classes" ? (name: entry.name, text: "[\"a\",\"b\"]") : entry
    }
    for entries in [swapped, metadata.filter { $0.name != "threshold" }, [("note", "")] + metadata] {
      #expect(throws: ModelFileError.changed(part: "metadata")) {
        try TrainedModel(
          safeTensors: SafeTensors(metadata: entries, tensors: ModelKind.all[0].model().tensors).bytes)
      }
    }
    #expect(throws: ModelFileError.foreign(entry: "metadata_digest")) {
      try ModelMetadata(metadata.filter { $0.name != "metadata_digest" }).checkSeal()
    }
  }

  /// hashlib.sha256(json.dumps(entries, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).
  @Test func `the metadata's digest is what Python computes, in whatever order they are`() throws {
    let entries = [
      (name: "muster_model", text: "1"), (name: "job", text: "tést \"x\"\n"), (name: "a", text: "😀"),
    ]
    let digest = "72ce6fb9dd4e04e55e016e1911f28cc793cd6d6450e32a6c0ab5409f5993436a"
    #expect(ModelMetadata.sealed(entries).last?.text == digest)
    #expect(throws: Never.self) {
      try ModelMetadata([(name: "metadata_digest", text: digest)] + entries).checkSeal()
    }
  }

  @Test func `sizes that overflow everything are refused`() {
    let huge =
      "{\"inputs\":4611686018427387904,\"layers\":[{\"dense\":4611686018427387904}],\"loss\":\"squared\"}"
    #expect {
      try TrainedModel(safeTensors: Self.changed("model", to: huge))
    } throws: {
      if case ModelFileError.contradiction = $0 { true } else { false }
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `damage is noticed, and ends nothing`(seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    let whole = ModelKind.all[Int(seed)].model()
    let sound = whole.safeTensors
    for _ in 0..<1500 {
      var bytes = sound
      for _ in 0...stream.below(3) where !bytes.isEmpty {
        let at = stream.below(2) == 0 ? stream.below(bytes.count) : stream.below(min(bytes.count, 1500))
        switch stream.below(5) {
        case 0: bytes[at] = UInt8(stream.below(256))
        case 1: bytes[at] ^= 1 << UInt8(stream.below(8))
        case 2: bytes.insert(Array("0123456789[]{}\":,-e".utf8)[stream.below(19)], at: at)
        case 3: bytes.removeSubrange(at...)
        default: bytes.removeSubrange(at..<min(bytes.count, at + 1 + stream.below(8)))
        }
      }
      // What is read all the same is the model that was written, and can be used.
      guard let model = try? TrainedModel(safeTensors: bytes) else { continue }
      #expect(model == whole, "seed \(seed)")
      #expect(throws: Never.self) { _ = try Predictor(model) }
    }
  }
}
