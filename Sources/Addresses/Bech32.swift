/// Bech32 (BIP-173): a human-readable prefix, a `1`, and data five bits a character with a six-character checksum.
package enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let checksumCount = 6
  private static let limit = 90

  /// - Parameter prefix: the prefix that the address must have; nil takes any.
  static func address(_ text: String, prefix: String?) throws(AddressError) -> Address {
    let (found, groups) = try decode(text)
    let bytes = try bytes(of: groups)
    guard bytes.count == 20 || bytes.count == 32 else {
      throw .wrongLength(found: bytes.count, expected: "20 or 32 bytes")
    }
    if let prefix, prefix != found {
      throw .wrongNetwork(found: found, expected: prefix, sameAccount: encode(prefix: prefix, bytes))
    }
    return Address(text: text.lowercased(), bytes: bytes)
  }

  /// - Returns: the prefix in lower case and the data's groups of five bits, without the checksum.
  package static func decode(_ text: String) throws(AddressError) -> (prefix: String, groups: [UInt8]) {
    for (index, scalar) in text.unicodeScalars.enumerated() where !(33...126).contains(scalar.value) {
      throw .badCharacter(scalar, at: index)
    }
    guard text.utf8.count <= limit else {
      throw .wrongLength(found: text.utf8.count, expected: "at most \(limit) characters")
    }
    guard text == text.lowercased() || text == text.uppercased() else { throw .mixedCase }
    let characters = Array(text.lowercased().utf8)
    guard let separator = characters.lastIndex(of: 0x31), separator > 0 else { throw .noSeparator }
    let groups = try groups(characters, from: separator + 1)
    let prefix = Array(characters[..<separator])
    guard checksum(expanded(prefix) + groups) == 1 else { throw .wrongChecksum(expected: nil) }
    return (String(decoding: prefix, as: UTF8.self), groups.dropLast(checksumCount))
  }

  /// - Parameter prefix: in lower case.
  package static func encode(prefix: String, _ bytes: [UInt8]) -> String {
    let groups = groups(of: bytes)
    let empty = [UInt8](repeating: 0, count: checksumCount)
    let sum = checksum(expanded(Array(prefix.utf8)) + groups + empty) ^ 1
    let check = (0..<checksumCount).map { UInt8(sum >> UInt32(5 * (checksumCount - 1 - $0)) & 31) }
    return prefix + "1" + String(decoding: (groups + check).map { alphabet[Int($0)] }, as: UTF8.self)
  }

  private static func groups(_ characters: [UInt8], from start: Int) throws(AddressError) -> [UInt8] {
    var groups: [UInt8] = []
    for index in start..<characters.count {
      guard let group = alphabet.firstIndex(of: characters[index]) else {
        throw .badCharacter(Unicode.Scalar(characters[index]), at: index)
      }
      groups.append(UInt8(group))
    }
    guard groups.count >= checksumCount else {
      throw .wrongLength(
        found: groups.count, expected: "at least \(checksumCount) characters behind its prefix")
    }
    return groups
  }

  /// Eight bits a byte from five bits a group; what is left over must be fewer than five zero bits.
  private static func bytes(of groups: [UInt8]) throws(AddressError) -> [UInt8] {
    var bytes: [UInt8] = []
    var pending = 0
    var count = 0
    for group in groups {
      pending = (pending << 5 | Int(group)) & 0xFFF
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> count))
      }
    }
    guard count < 5, pending & ((1 << count) - 1) == 0 else { throw .badPadding }
    return bytes
  }

  private static func groups(of bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: 8 * bytes.count, by: 5).map { bit in
      let next = bit / 8 + 1
      let pair = Int(bytes[bit / 8]) << 8 | (next < bytes.count ? Int(bytes[next]) : 0)
      return UInt8(pair >> (11 - bit % 8) & 31)
    }
  }

  private static func expanded(_ prefix: [UInt8]) -> [UInt8] {
    prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
  }

  /// The BCH code of BIP-173; 1 for groups that end in their right checksum.
  private static func checksum(_ groups: [UInt8]) -> UInt32 {
    let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    return groups.reduce(1) { sum, group in
      let shifted = (sum & 0x1FF_FFFF) << 5 ^ UInt32(group)
      return generator.indices.reduce(shifted) { $0 ^ (sum >> UInt32(25 + $1) & 1 == 1 ? generator[$1] : 0) }
    }
  }
}
