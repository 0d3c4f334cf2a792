/// What is wrong with the text of an address. Its description fits behind "payout address: ".
package enum AddressError: Error, Sendable, Equatable {
  /// The text does not start as all addresses of the format do.
  case wrongStart(expected: String)
  /// `expected` is a number with its unit, such as "40 digits".
  case wrongLength(found: Int, expected: String)
  /// The index counts Unicode scalars from 0.
  case badCharacter(Unicode.Scalar, at: Int)
  /// Bech32 is either all lower case or all upper case.
  case mixedCase
  /// Bech32 has a `1` between its prefix and its data.
  case noSeparator
  /// Bits behind the last whole byte of a Bech32 text are not zero.
  case badPadding
  /// `expected` is the right spelling where the checksum lies in the case of the digits.
  case wrongChecksum(expected: String?)
  /// An address of another network; `sameAccount` is its account's spelling on this one.
  case wrongNetwork(found: String, expected: String, sameAccount: String)
}

extension AddressError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .wrongStart(let expected):
      "it must start with \(expected)"
    case .wrongLength(let found, let expected):
      "it should have \(expected) and has \(found); copy the whole address again"
    case .badCharacter(let scalar, let index):
      "\(Self.name(scalar)) at character \(index + 1) cannot be part of it; copy the address again"
    case .mixedCase:
      "it mixes upper and lower case; write it in lower case"
    case .noSeparator:
      "it has no prefix and 1 before its data, as in cosmos1…; copy the whole address again"
    case .badPadding:
      "its last characters do not make whole bytes; copy the address again"
    case .wrongChecksum(let expected?):
      "the case of its letters does not fit, so a character may be wrong; if all are right, write \(expected)"
    case .wrongChecksum(nil):
      "its checksum does not fit, so a character is wrong; copy the address again"
    case .wrongNetwork(let found, let expected, let sameAccount):
      "it belongs to network \(found), not \(expected); the same account on \(expected) is \(sameAccount)"
    }
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.isWhitespace || scalar.value < 0x20 ? "a space or control character" : "'\(scalar)'"
  }
}
