import Determinism

extension SafeTensors {
  /// The format's own limit.
  private static let longestHeader = 100_000_000

  /// - Throws: `malformed` for whatever is not such a file, however hostile.
  init(_ bytes: [UInt8]) throws(ModelFileError) {
    guard bytes.count >= 8 else { throw .malformed("it has \(bytes.count) bytes") }
    let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= min(Self.longestHeader, bytes.count - 8) else {
      throw .malformed("its header would have \(length) bytes")
    }
    let data = bytes[(8 + Int(length))...]
    let header: JSON
    do { header = try JSON(parsing: bytes[8..<data.startIndex]) } catch {
      throw .malformed("its header has \(error)")
    }
    guard case .object(let members) = header else { throw .malformed("its header is no object") }
    metadata = []
    var entries: [TensorEntry] = []
    for (key, value) in members {
      if key == "__metadata__" {
        metadata = try Self.texts(value)
      } else {
        entries.append(try TensorEntry(key, value))
      }
    }
    tensors = try Self.tensors(entries, in: data)
  }

  private static func texts(_ json: JSON) throws(ModelFileError) -> [(name: String, text: String)] {
    guard case .object(let members) = json else { throw .malformed("its metadata is no object") }
    var texts: [(name: String, text: String)] = []
    for (key, value) in members {
      guard case .string(let text) = value else { throw .malformed("its metadata holds more than texts") }
      texts.append((key, text))
    }
    return texts
  }

  /// Their numbers follow each other, and are all that follows the header.
  private static func tensors(
    _ entries: [TensorEntry], in data: ArraySlice<UInt8>
  ) throws(ModelFileError) -> [Tensor] {
    var tensors: [Tensor] = []
    var start = 0
    for entry in entries.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      guard entry.start == start, entry.end <= data.count else {
        throw .malformed("`\(entry.name)` lies where no tensor can")
      }
      start = entry.end
      let bytes = data[data.startIndex + entry.start..<data.startIndex + entry.end]
      tensors.append(Tensor(name: entry.name, shape: entry.shape, values: floats(bytes)[...]))
    }
    guard start == data.count else { throw .malformed("\(data.count - start) bytes belong to no tensor") }
    return tensors
  }

  private static func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
  }
}

/// What a header says of a tensor. As many bytes are claimed as the shape needs.
private struct TensorEntry {
  let name: String
  let shape: [Int]
  /// Bytes after the header.
  let start, end: Int

  init(_ name: String, _ json: JSON) throws(ModelFileError) {
    guard json["dtype"] == .string("F32") else { throw .malformed("`\(name)` is not of 32-bit floats") }
    guard let shape = json["shape"]?.integers, let offsets = json["data_offsets"]?.integers,
      offsets.count == 2,
      offsets[0] >= 0, offsets[1] >= offsets[0]
    else { throw .malformed("`\(name)` has no sound shape and offsets") }
    var size = 4
    for side in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: side)
      guard side >= 0, !overflow else { throw .malformed("`\(name)` has the shape \(shape)") }
      size = product
    }
    guard offsets[1] - offsets[0] == size else {
      throw .malformed("`\(name)` has \(offsets[1] - offsets[0]) bytes, but its shape needs \(size)")
    }
    self.name = name
    self.shape = shape
    (start, end) = (offsets[0], offsets[1])
  }
}
