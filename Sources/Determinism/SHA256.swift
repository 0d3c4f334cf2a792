package import CSHA256

/// SHA-256 (FIPS 180-4) over bytes as they come, with the CPU's own instructions where it has them.
package struct SHA256: Sendable {
  /// Picked once: the question of what a CPU can do is slow.
  private static let best = bestSHA256Path()

  private let path: SHA256Path
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
  )
  /// Less than a block.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  package init() {
    self.init(path: Self.best)
  }

  /// - Parameter path: one that this CPU has; the digest is the same.
  package init(path: SHA256Path) {
    self.path = path
  }

  package mutating func update(_ bytes: some Collection<UInt8>) {
    let absorbed: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
    if absorbed == nil { Array(bytes).withUnsafeBytes { update($0) } }
  }

  /// Absorbs the bytes in memory order; floats therefore count in the machine's (little-endian) order.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let taken = rest.prefix(64 - pending.count)
      pending.append(contentsOf: taken)
      rest = rest.dropFirst(taken.count)
      guard pending.count == 64 else { return }
      pending.withUnsafeBytes { compress($0) }
      pending.removeAll(keepingCapacity: true)
    }
    compress(UnsafeRawBufferPointer(rebasing: rest))
    pending.append(contentsOf: rest.suffix(rest.count % 64))
  }

  package consuming func finalize() -> Digest {
    let bits = length &* 8
    var tail: [UInt8] = [0x80]
    while (pending.count + tail.count) % 64 != 56 { tail.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    update(tail)
    let words = [state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7]
    return Digest(
      uncheckedBytes: words.flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
      })
  }

  /// The whole blocks of `bytes`.
  private mutating func compress(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 64, let blocks = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      return
    }
    let path = path
    withUnsafeMutablePointer(to: &state) { state in
      state.withMemoryRebound(to: UInt32.self, capacity: 8) {
        compressSHA256(path, $0, blocks, bytes.count / 64)
      }
    }
  }
}
