/// The 64-bit xxHash of some bytes (Yann Collet, xxHash specification 0.1.1, XXH64): a checksum against accidents,
/// as fast as memory, and not against intent.
func xxHash64(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
  let stripes = bytes.count / 32
  var hash = seed &+ prime5
  if let start = bytes.baseAddress, stripes > 0 { hash = mixed(stripes, at: start, seed: seed) }
  hash &+= UInt64(bytes.count)
  return avalanched(mixedTail(UnsafeRawBufferPointer(rebasing: bytes[(32 * stripes)...]), into: hash))
}

private let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
private let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
private let prime3: UInt64 = 0x1656_67B1_9E37_79F9
private let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
private let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

/// So many stripes of 32 bytes, four lanes side by side.
private func mixed(_ stripes: Int, at start: UnsafeRawPointer, seed: UInt64) -> UInt64 {
  var (a, b, c, d) = (seed &+ prime1 &+ prime2, seed &+ prime2, seed, seed &- prime1)
  var place = start
  for _ in 0..<stripes {
    a = round(a, word(place, 0))
    b = round(b, word(place, 8))
    c = round(c, word(place, 16))
    d = round(d, word(place, 24))
    place += 32
  }
  var hash = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
  for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
  return hash
}

/// Fewer than 32 bytes.
private func mixedTail(_ tail: UnsafeRawBufferPointer, into mixed: UInt64) -> UInt64 {
  guard let start = tail.baseAddress else { return mixed }
  var (hash, offset) = (mixed, 0)
  while tail.count - offset >= 8 {
    hash = rotated(hash ^ round(0, word(start, offset)), 27) &* prime1 &+ prime4
    offset += 8
  }
  if tail.count - offset >= 4 {
    let half = UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    hash = rotated(hash ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
    offset += 4
  }
  for byte in tail[offset...] { hash = rotated(hash ^ UInt64(byte) &* prime5, 11) &* prime1 }
  return hash
}

private func avalanched(_ value: UInt64) -> UInt64 {
  var hash = (value ^ value >> 33) &* prime2
  hash = (hash ^ hash >> 29) &* prime3
  return hash ^ hash >> 32
}

@inline(__always)
private func word(_ start: UnsafeRawPointer, _ offset: Int) -> UInt64 {
  UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

@inline(__always)
private func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
  rotated(lane &+ word &* prime2, 31) &* prime1
}

@inline(__always)
private func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
  value << count | value >> (64 - count)
}
