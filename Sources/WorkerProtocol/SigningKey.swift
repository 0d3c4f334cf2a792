import CMonocypher

/// What a worker signs with: a secret seed of Ed25519 (RFC 8032).
package struct SigningKey: Sendable {
  private let seed: [UInt8]
  private let point: [UInt8]

  /// - Parameter seed: 32 secret bytes.
  package init(seed: [UInt8]) {
    precondition(seed.count == 32, "a seed has 32 bytes")
    self.seed = seed
    point = [UInt8](unsafeUninitializedCapacity: 32) { key, count in
      if let start = key.baseAddress { ed25519PublicKey(start, seed) }
      count = 32
    }
  }

  package var publicKey: PublicKey { PublicKey(uncheckedBytes: point) }

  /// - Returns: 64 bytes, the same each time.
  package func signature(of message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 64) { signature, count in
      if let start = signature.baseAddress { ed25519Sign(start, seed, point, message, message.count) }
      count = 64
    }
  }
}
