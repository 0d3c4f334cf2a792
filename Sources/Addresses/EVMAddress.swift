import Determinism

/// Addresses of Ethereum and the chains like it. The case of the letters is a checksum (EIP-55); text all in lower
/// or all in upper case carries none and is accepted.
package enum EVMAddress {
  static func decode(_ text: String) throws(AddressError) -> Address {
    guard text.hasPrefix("0x") else { throw .wrongStart(expected: "0x") }
    let digits = text.dropFirst(2)
    for (index, scalar) in digits.unicodeScalars.enumerated() {
      guard scalar.isASCII, scalar.properties.isASCIIHexDigit else {
        throw .badCharacter(scalar, at: index + 2)
      }
    }
    guard digits.utf8.count == 40, let bytes = [UInt8](hex: String(digits)) else {
      throw .wrongLength(found: digits.utf8.count, expected: "40 digits")
    }
    let canonical = encode(bytes)
    let hasChecksum = digits != digits.lowercased() && digits != digits.uppercased()
    if hasChecksum && text != canonical { throw .wrongChecksum(expected: canonical) }
    return Address(text: canonical, bytes: bytes)
  }

  /// A letter is a capital where the digit of the same place in the Keccak digest of the lower-case text is above 7.
  package static func encode(_ bytes: [UInt8]) -> String {
    let digits = bytes.hex
    let digest = Keccak256.digest(Array(digits.utf8)).hex
    let cased = zip(digits, digest).map { digit, check in check > "7" ? digit.uppercased() : String(digit) }
    return "0x" + cased.joined()
  }
}
