/// SS58, the addresses of Substrate chains: base58 of a network number, the account and two bytes of a BLAKE2b digest.
package enum SS58 {
  /// Bytes in all, for network numbers of one and of two bytes.
  private static let lengths = 35...36
  private static let accountCount = 32
  private static let checksumCount = 2

  /// - Parameter prefix: the number of the network that the address must belong to.
  static func address(_ text: String, prefix: Int) throws(AddressError) -> Address {
    let bytes = try Base58.decode(text)
    guard lengths.contains(bytes.count) else {
      throw .wrongLength(found: bytes.count, expected: "\(prefix < 64 ? 35 : 36) bytes")
    }
    let prefixCount = bytes[0] < 64 ? 1 : 2
    let body = bytes.dropLast(checksumCount)
    // First bytes from 128 on are reserved; nobody writes them.
    guard bytes[0] < 128, body.count == prefixCount + accountCount,
      checksum(body) == bytes.suffix(checksumCount)
    else { throw .wrongChecksum(expected: nil) }
    let account = Array(body.dropFirst(prefixCount))
    let found = number(of: bytes)
    let canonical = encode(account, prefix: prefix)
    guard found == prefix else {
      throw .wrongNetwork(found: String(found), expected: String(prefix), sameAccount: canonical)
    }
    return Address(text: canonical, bytes: account)
  }

  /// - Parameters:
  ///   - account: 32 bytes.
  ///   - prefix: the network's number, 0...16383.
  package static func encode(_ account: [UInt8], prefix: Int) -> String {
    let body = bytes(of: prefix) + account
    return Base58.encode(body + checksum(body[...]))
  }

  private static func checksum(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    BLAKE2b512.digest(Array("SS58PRE".utf8) + body).prefix(checksumCount)
  }

  /// A number below 64 is one byte; a larger one has its bits 2...7 in the first byte, after 01, and in the second
  /// its bits 0...1 above 8...13.
  private static func bytes(of prefix: Int) -> [UInt8] {
    if prefix < 64 { return [UInt8(prefix)] }
    return [UInt8(prefix >> 2 & 0x3F | 0x40), UInt8(prefix & 3) << 6 | UInt8(prefix >> 8 & 0x3F)]
  }

  private static func number(of bytes: [UInt8]) -> Int {
    let first = Int(bytes[0])
    if first < 64 { return first }
    let second = Int(bytes[1])
    return (first & 0x3F) << 2 | second >> 6 | (second & 0x3F) << 8
  }
}
