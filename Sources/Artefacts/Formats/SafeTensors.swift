import Determinism

/// The safetensors format (Hugging Face, 2022): the header's length in 64 bits, the header in JSON, then all tensors'
/// numbers, little-endian, without a gap. Of its element types the 32-bit float alone is written and read.
struct SafeTensors: Equatable {
  /// Texts by name.
  var metadata: [(name: String, text: String)]
  /// In the order in which their numbers lie.
  var tensors: [Tensor]

  static func == (a: SafeTensors, b: SafeTensors) -> Bool {
    a.tensors == b.tensors && a.metadata.elementsEqual(b.metadata) { $0 == $1 }
  }

  var bytes: [UInt8] {
    var header = Array(JSON.object([("__metadata__", metadataJSON)] + entries).text(indented: false).utf8)
    // Spaces, so that the numbers begin at a multiple of 8.
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes = littleEndian(UInt64(header.count)) + header
    for tensor in tensors { tensor.values.withUnsafeBytes { bytes += $0 } }
    return bytes
  }

  private var metadataJSON: JSON { .object(metadata.map { ($0.name, .string($0.text)) }) }

  private var entries: [(key: String, value: JSON)] {
    var start = 0
    return tensors.map { tensor in
      let end = start + 4 * tensor.values.count
      defer { start = end }
      return (
        tensor.name,
        .object([
          ("dtype", .string("F32")), ("shape", .array(tensor.shape.map { .int($0) })),
          ("data_offsets", .array([.int(start), .int(end)])),
        ])
      )
    }
  }
}

/// The machine's own order, which the whole of Muster relies on, or its reverse.
func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
