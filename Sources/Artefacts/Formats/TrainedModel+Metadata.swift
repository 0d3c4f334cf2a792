import Datasets
import Determinism
import Kernel

extension TrainedModel {
  /// What each format carries beside the parameters: enough to predict by, and to find the run again.
  var metadata: [(name: String, text: String)] {
    var entries = [
      (name: "muster_model", text: "1"), (name: "job", text: origin.job), (name: "task", text: task.rawValue),
      (name: "rounds", text: String(origin.rounds)), (name: "run_key", text: origin.runKey.hex),
      (name: "record_digest", text: origin.recordDigest.hex), (name: "model_digest", text: digest.hex),
      (name: "model", text: shape.json.text(indented: false)),
      (name: "features", text: JSON.array(featureNames.map { .string($0) }).text(indented: false)),
      (name: "classes", text: JSON.array(classNames.map { .string($0) }).text(indented: false)),
    ]
    if let scaling {
      entries.append((name: "scale_offsets", text: text(of: scaling.offsets)))
      entries.append((name: "scale_factors", text: text(of: scaling.factors)))
    }
    if let threshold { entries.append((name: "threshold", text: "\(threshold)")) }
    return ModelMetadata.sealed(entries)
  }

  /// The shortest decimals that are these numbers again, bit for bit.
  private func text(of numbers: [Double]) -> String {
    JSON.array(numbers.map { .double($0) }).text(indented: false)
  }
}

/// The entries of a file's metadata, as they are asked for.
struct ModelMetadata {
  private let texts: [(name: String, text: String)]

  init(_ texts: [(name: String, text: String)]) throws(ModelFileError) {
    self.texts = texts
    guard self["muster_model"] == "1" else { throw .foreign(entry: "muster_model") }
  }

  /// The entries and, last, `metadata_digest`: of the others' JSON text in one line, by name in the order of its bytes. A
  /// program that writes the file anew may put them in any order.
  static func sealed(_ entries: [(name: String, text: String)]) -> [(name: String, text: String)] {
    let others = entries.filter { $0.name != "metadata_digest" }
    let sorted = others.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let text = JSON.object(sorted.map { ($0.name, .string($0.text)) }).text(indented: false)
    return others + [(name: "metadata_digest", text: Digest.of(text).hex)]
  }

  /// - Throws: `changed` when an entry is not what was exported.
  func checkSeal() throws(ModelFileError) {
    let digest = try required("metadata_digest") { $0 }
    guard Self.sealed(texts).last?.text == digest else { throw .changed(part: "metadata") }
  }

  subscript(name: String) -> String? { texts.first { $0.name == name }?.text }

  /// - Throws: `foreign` when there is none, or `value` makes nothing of it.
  func required<Value>(_ name: String, _ value: (String) -> Value?) throws(ModelFileError) -> Value {
    guard let found = self[name].flatMap(value) else { throw .foreign(entry: name) }
    return found
  }

  /// - Returns: nil when there is none.
  func optional<Value>(_ name: String, _ value: (String) -> Value?) throws(ModelFileError) -> Value? {
    self[name] == nil ? nil : try required(name, value)
  }

  func scaling() throws(ModelFileError) -> Scaling? {
    guard self["scale_offsets"] != nil || self["scale_factors"] != nil else { return nil }
    return Scaling(
      offsets: try required("scale_offsets", numbers), factors: try required("scale_factors", numbers))
  }

  func shape() throws(ModelFileError) -> ModelShape {
    try required("model") { json($0).flatMap(ModelShape.init) }
  }

  func strings(_ name: String) throws(ModelFileError) -> [String] {
    try required(name) { json($0)?.strings }
  }

  func origin() throws(ModelFileError) -> TrainedModel.Origin {
    TrainedModel.Origin(
      job: try required("job") { $0 }, rounds: try required("rounds") { Int($0) },
      runKey: try required("run_key", Digest.init(hex:)),
      recordDigest: try required("record_digest", Digest.init(hex:)))
  }

  private func numbers(_ text: String) -> [Double]? { json(text)?.numbers }

  private func json(_ text: String) -> JSON? { try? JSON(parsing: text.utf8) }
}
