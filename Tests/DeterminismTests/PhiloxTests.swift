import Determinism
import Testing

struct PhiloxTests {
  /// The known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
  @Test(arguments: [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
  ]) func `gives Random123's known answers`(counter: String, key: String, block: String) {
    let result = Philox.block(counter: SIMD4(words(counter)), key: SIMD2(words(key)))
    #expect(result == SIMD4(words(block)))
  }

  private func words(_ text: String) -> [UInt32] {
    text.split(separator: " ").map { UInt32($0, radix: 16)! }
  }
}
