/// A SHA-256 digest: 32 bytes, shown as 64 lower-case hexadecimal digits.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
  package let bytes: [UInt8]

  init(uncheckedBytes bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// - Returns: nil unless there are exactly 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// - Returns: nil unless `hex` is 64 hexadecimal digits.
  package init?(hex: String) {
    guard let bytes = [UInt8](hex: hex) else { return nil }
    self.init(bytes: bytes)
  }

  package static func of(_ bytes: some Collection<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  package static func of(_ text: String) -> Digest {
    of(Array(text.utf8))
  }

  package static func of(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  /// Of the floats' bytes, little-endian.
  package static func of(_ floats: [Float]) -> Digest {
    floats.withUnsafeBytes { of($0) }
  }

  package static func of(_ floats: UnsafeBufferPointer<Float>) -> Digest {
    of(UnsafeRawBufferPointer(floats))
  }

  package var hex: String { bytes.hex }

  /// The first 12 digits, enough for a person to tell two runs apart.
  package var short: String { String(hex.prefix(12)) }

  package var description: String { hex }
}

extension [UInt8] {
  package var hex: String {
    let digits = Array<UInt8>("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * count)
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: nil unless `hex` is an even number of hexadecimal digits, in either case.
  package init?(hex: String) {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == hex.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
