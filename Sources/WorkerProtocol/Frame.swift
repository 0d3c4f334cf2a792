import Determinism

/// One message on its way: a kind, a head of canonical bytes, and so many floats behind it.
///
/// As bytes it is the head's length (u32), the number of floats (u32), the kind (u8), a checksum of these (u32), a checksum
/// of everything (u64), the head and the floats; all little-endian. A damaged length is so known at once, and nobody waits
/// for bytes that will not come. The floats come last and as they lie in memory, so that neither end moves them more than once.
struct Frame: Equatable {
  static let headerSize = 21
  /// The header's part before the checksums.
  static let fieldsSize = 9
  /// Where the checksum of everything begins.
  static let sumOffset = 13

  var kind: UInt8
  var head: [UInt8]
  var floats: Int

  /// The bytes that go before the floats.
  static func bytes(kind: UInt8, head: [UInt8], floats: UnsafeBufferPointer<Float> = .none) -> [UInt8] {
    precondition(max(head.count, floats.count) <= UInt32.max, "a message this long cannot be sent")
    var header = CanonicalWriter()
    header.write(UInt32(head.count))
    header.write(UInt32(floats.count))
    header.write(kind)
    let (check, sum) = header.bytes.withUnsafeBytes { fields in
      (
        self.check(fields: fields),
        head.withUnsafeBytes { checksum(fields: fields, head: $0, floats: UnsafeRawBufferPointer(floats)) }
      )
    }
    header.write(check)
    header.write(sum)
    return header.bytes + head
  }

  /// The lower half of the fields' xxHash64.
  static func check(fields: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(truncatingIfNeeded: xxHash64(fields, seed: 0))
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
