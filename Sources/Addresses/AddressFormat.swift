/// How a chain writes the address of an account.
package enum AddressFormat: Sendable, Hashable {
  /// 20 bytes as `0x` and 40 hexadecimal digits whose case is a checksum (EIP-55).
  case evm
  /// An Ed25519 public key or a derived address, 32 bytes, in base58. It has no checksum.
  case solana
  /// 20 or 32 bytes in Bech32 (BIP-173) behind a human-readable prefix such as "cosmos"; nil takes any.
  case bech32(prefix: String?)
  /// 32 bytes in SS58 for the network of this number, 0...16383.
  case ss58(prefix: Int)

  package static let cosmos = AddressFormat.bech32(prefix: nil)
  package static let polkadot = AddressFormat.ss58(prefix: 0)
  package static let bittensor = AddressFormat.ss58(prefix: 42)

  /// - Returns: the account with the one spelling that is used for it from here on.
  /// - Throws: the first thing that is wrong with the text.
  package func check(_ text: String) throws(AddressError) -> Address {
    switch self {
    case .evm: try EVMAddress.decode(text)
    case .solana: try Self.solanaAddress(text)
    case .bech32(let prefix): try Bech32.address(text, prefix: prefix)
    case .ss58(let prefix): try SS58.address(text, prefix: prefix)
    }
  }

  private static func solanaAddress(_ text: String) throws(AddressError) -> Address {
    let bytes = try Base58.decode(text)
    guard bytes.count == 32 else { throw .wrongLength(found: bytes.count, expected: "32 bytes") }
    return Address(text: text, bytes: bytes)
  }
}

/// An account on some chain.
package struct Address: Sendable, Hashable {
  /// The canonical spelling: with its checksum in EVM's case, in lower case in Bech32's.
  package let text: String
  /// The bytes that the text stands for, without prefix and checksum.
  package let bytes: [UInt8]
}
