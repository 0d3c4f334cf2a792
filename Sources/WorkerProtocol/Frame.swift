import Determinism

/// One message on its way: a kind, a head of canonical bytes, and so many floats behind it.
///
/// As bytes it is the head's length (u32), the number of floats (u32), the kind (u8), a checksum (u64), the head and the
/// floats; all little-endian. The floats come last and as they lie in memory, so that neither end moves them more than
/// once.
struct Frame: Equatable {
  static let headerSize = 17
  /// The header's part before the checksum.
  static let fieldsSize = 9

  var kind: UInt8
  var head: [UInt8]
  var floats: Int

  /// The bytes that go before the floats.
  static func bytes(
    kind: UInt8, floats: UnsafeBufferPointer<Float> = .none, head: (inout CanonicalWriter) -> Void
  ) -> [UInt8] {
    var writer = CanonicalWriter()
    for _ in 0..<headerSize { writer.write(UInt8(0)) }
    head(&writer)
    var bytes = writer.bytes
    // Leaves `bytes` the only owner, so that the header is filled in place and not in a copy.
    writer = CanonicalWriter()
    let length = bytes.count - headerSize
    precondition(max(length, floats.count) <= UInt32.max, "a message this long cannot be sent")
    bytes.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: UInt32(length).littleEndian, as: UInt32.self)
      bytes.storeBytes(of: UInt32(floats.count).littleEndian, toByteOffset: 4, as: UInt32.self)
      bytes[8] = kind
      let sum = checksum(
        fields: UnsafeRawBufferPointer(rebasing: bytes[..<fieldsSize]),
        head: UnsafeRawBufferPointer(rebasing: bytes[headerSize...]), floats: UnsafeRawBufferPointer(floats))
      bytes.storeBytes(of: sum.littleEndian, toByteOffset: fieldsSize, as: UInt64.self)
    }
    return bytes
  }

  /// The xxHash64 of the floats, whose seed is that of the head, whose seed is that of the header's fields.
  static func checksum(
    fields: UnsafeRawBufferPointer, head: UnsafeRawBufferPointer, floats: UnsafeRawBufferPointer
  ) -> UInt64 {
    xxHash64(floats, seed: xxHash64(head, seed: xxHash64(fields, seed: 0)))
  }
}

extension UnsafeBufferPointer<Float> {
  /// No floats.
  package static var none: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: nil, count: 0) }
}
