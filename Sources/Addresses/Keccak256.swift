/// Keccak-256 as Ethereum uses it: the sponge of Bertoni, Daemen, Peeters and Van Assche with the padding of their
/// 2008 submission, not the one that SHA-3 (FIPS 202) later took.
package enum Keccak256 {
  /// Bytes that each permutation takes in.
  private static let rate = 136

  /// - Returns: 32 bytes.
  package static func digest(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [1]
    padded += Array(repeating: 0, count: (rate - padded.count % rate) % rate)
    padded[padded.count - 1] |= 0x80
    var state = [UInt64](repeating: 0, count: 25)
    for block in stride(from: 0, to: padded.count, by: rate) {
      for index in 0..<rate {
        state[index / 8] ^= UInt64(padded[block + index]) << UInt64(index % 8 * 8)
      }
      permute(&state)
    }
    return state.prefix(4).flatMap { lane in (0..<8).map { UInt8(truncatingIfNeeded: lane >> UInt64(8 * $0)) }
    }
  }

  /// Keccak-f[1600]; lane (x, y) is at index x + 5y.
  private static func permute(_ a: inout [UInt64]) {
    for constant in roundConstants {
      let parity = (0..<5).map { x in stride(from: x, to: 25, by: 5).reduce(0) { $0 ^ a[$1] } }
      for index in 0..<25 {
        a[index] ^= parity[(index + 4) % 5] ^ rotated(parity[(index + 1) % 5], 1)
      }
      var b = a
      for x in 0..<5 {
        for y in 0..<5 { b[y + 5 * ((2 * x + 3 * y) % 5)] = rotated(a[x + 5 * y], rotations[x + 5 * y]) }
      }
      for index in 0..<25 {
        let row = index / 5 * 5
        a[index] = b[index] ^ (~b[row + (index + 1) % 5] & b[row + (index + 2) % 5])
      }
      a[0] ^= constant
    }
  }

  private static func rotated(_ lane: UInt64, _ count: UInt64) -> UInt64 {
    lane << count | lane >> (64 - count)
  }

  private static let rotations: [UInt64] = [
    0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14,
  ]

  private static let roundConstants: [UInt64] = [
    0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000,
    0x0000_0000_0000_808b, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
    0x0000_0000_0000_008a, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000a,
    0x0000_0000_8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
    0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800a, 0x8000_0000_8000_000a,
    0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
  ]
}
