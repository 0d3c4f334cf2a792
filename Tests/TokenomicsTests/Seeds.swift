import Determinism

/// The seeds of a property test: three that never change and one that is new every time. A failure names its
/// seed.
let seeds: [UInt64] = [1, 2, 3, UInt64.random(in: .min ... .max)]

/// Random numbers for a property test.
func randomStream(seed: UInt64) -> RandomStream {
  RandomStream(seed: seed, purpose: .fingerprint)
}

extension RandomStream {
  /// Uniform over the bits below 2^bits, with `bits` itself uniform in 0...limit, so that every magnitude
  /// occurs.
  mutating func magnitude(upToBits limit: Int) -> UInt128 {
    let value = UInt128(next64()) << 64 | UInt128(next64())
    let bits = below(limit + 1)
    return bits == 0 ? 0 : value >> UInt128(128 - bits)
  }
}
