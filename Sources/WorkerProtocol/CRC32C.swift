/// CRC-32C (Castagnoli; RFC 3720, appendix B.4), eight bytes a step ("slicing by 8", Kounavis and Berry 2005).
struct CRC32C {
  private var state: UInt32 = .max

  init() {}

  var value: UInt32 { ~state }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let wholeWords = bytes.count / 8 * 8
    state = Self.tables.withUnsafeBufferPointer { tables in
      var crc = state
      for offset in stride(from: 0, to: wholeWords, by: 8) {
        let word =
          UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ UInt64(crc)
        crc = Self.advanced(word, tables)
      }
      for offset in wholeWords..<bytes.count {
        crc = tables[Int(UInt8(truncatingIfNeeded: crc) ^ bytes[offset])] ^ (crc >> 8)
      }
      return crc
    }
  }

  @inline(__always)
  private static func advanced(_ word: UInt64, _ tables: UnsafeBufferPointer<UInt32>) -> UInt32 {
    let near =
      tables[1792 + Int(word & 255)] ^ tables[1536 + Int(word >> 8 & 255)]
      ^ tables[1280 + Int(word >> 16 & 255)] ^ tables[1024 + Int(word >> 24 & 255)]
    let far =
      tables[768 + Int(word >> 32 & 255)] ^ tables[512 + Int(word >> 40 & 255)]
      ^ tables[256 + Int(word >> 48 & 255)] ^ tables[Int(word >> 56)]
    return near ^ far
  }

  /// `tables[256 * k + b]` is the remainder of byte `b` followed by `k` zero bytes.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
      tables[byte] = crc
    }
    for index in 256..<tables.count {
      let previous = tables[index - 256]
      tables[index] = previous >> 8 ^ tables[Int(previous & 255)]
    }
    return tables
  }()
}
