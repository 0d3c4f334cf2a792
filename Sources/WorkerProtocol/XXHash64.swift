/// The 64-bit xxHash of some bytes (Yann Collet, xxHash specification 0.1.1, XXH64): a checksum against accidents,
/// several times as fast as a table-driven CRC, and not against intent.
func xxHash64(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
  var rest = bytes[...]
  var hash = seed &+ prime5
  if bytes.count >= 32 { hash = mixedStripes(&rest, seed: seed) }
  hash &+= UInt64(bytes.count)
  while rest.count >= 8 {
    hash = rotated(hash ^ round(0, word(bytes, rest.startIndex)), 27) &* prime1 &+ prime4
    rest = rest.dropFirst(8)
  }
  if rest.count >= 4 {
    let half = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: rest.startIndex, as: UInt32.self))
    hash = rotated(hash ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
    rest = rest.dropFirst(4)
  }
  for byte in rest { hash = rotated(hash ^ UInt64(byte) &* prime5, 11) &* prime1 }
  hash = (hash ^ hash >> 33) &* prime2
  hash = (hash ^ hash >> 29) &* prime3
  return hash ^ hash >> 32
}

private let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
private let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
private let prime3: UInt64 = 0x1656_67B1_9E37_79F9
private let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
private let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

/// Takes all whole stripes of 32 bytes off the front, four lanes side by side.
private func mixedStripes(_ rest: inout Slice<UnsafeRawBufferPointer>, seed: UInt64) -> UInt64 {
  let bytes = rest.base
  let end = rest.count / 32 * 32
  var (a, b, c, d) = (seed &+ prime1 &+ prime2, seed &+ prime2, seed, seed &- prime1)
  for offset in stride(from: 0, to: end, by: 32) {
    a = round(a, word(bytes, offset))
    b = round(b, word(bytes, offset + 8))
    c = round(c, word(bytes, offset + 16))
    d = round(d, word(bytes, offset + 24))
  }
  rest = rest.dropFirst(end)
  var hash = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
  for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
  return hash
}

@inline(__always)
private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
  UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

@inline(__always)
private func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
  rotated(lane &+ word &* prime2, 31) &* prime1
}

@inline(__always)
private func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
  value << count | value >> (64 - count)
}
