import CMonocypher
import Determinism

/// A worker's public key: a point of Ed25519 (RFC 8032) as 32 bytes, shown as 64 lower-case hexadecimal digits.
///
/// There are none of the encodings whose y is not below p, and none of the points of small order, under which a
/// signature of one message would be one of any.
package struct PublicKey: Hashable, Sendable {
  package let bytes: [UInt8]

  init(uncheckedBytes bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// - Returns: nil unless these are 32 bytes that can be a key.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32, Self.isBelowPrime(bytes), !Self.isOfSmallOrder(bytes) else { return nil }
    self.bytes = bytes
  }

  /// - Returns: nil unless `hex` is 64 hexadecimal digits of a key.
  package init?(hex: String) {
    guard let bytes = [UInt8](hex: hex) else { return nil }
    self.init(bytes: bytes)
  }

  package var hex: String { bytes.hex }

  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    signature.count == 64 && ed25519Verify(signature, bytes, message, message.count) == 1
  }

  /// Whether y is below 2²⁵⁵ − 19.
  private static func isBelowPrime(_ bytes: [UInt8]) -> Bool {
    bytes[0] < 0xed || bytes[1..<31].contains { $0 != 0xff } || bytes[31] & 0x7f != 0x7f
  }

  /// Whether 8 times the point is the neutral element: its y, the sign of x left out, is one of five.
  private static func isOfSmallOrder(_ bytes: [UInt8]) -> Bool {
    smallOrders.contains(bytes[..<31] + [bytes[31] & 0x7f])
  }

  /// Of the orders 4, 1, 8, 8 and 2.
  private static let smallOrders: Set<[UInt8]> = Set(
    [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ].compactMap { [UInt8](hex: $0) })
}
