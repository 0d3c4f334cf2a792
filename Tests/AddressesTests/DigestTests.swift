import Addresses
import Determinism
import Testing

struct DigestTests {
  // The empty text and "abc" are published; the others, on both sides of a block's end, are pycryptodome's.
  @Test(
    arguments: [
      (Array("".utf8), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
      (Array("abc".utf8), "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
      (pattern(135), "8ab570337c9a3a773c3605160ca58e3f0546d92d217c908669cc4f35a31933bc"),
      (pattern(136), "16b30a6be318a7acbcba7a2194789f628abf68dfbbf55a4d840f22f6a4d29efd"),
      (pattern(137), "6a7e8293441d51be41bf4994995b35981f90c07866c7fd0465f405e2b7a8f8dd"),
      (pattern(272), "443464c0c3ac8036d14a6f8647fc93b592d514adefbe88683cbbda3b4b2c4553"),
      (pattern(1000), "5cab097db1a529f5b1a15428cc494df950671bc3824340aad89941fa68e151bc"),
    ] as [([UInt8], String)])
  func `Keccak-256`(message: [UInt8], digest: String) {
    #expect(Keccak256.digest(message).hex == digest)
  }

  // "abc" is RFC 7693's example; the others, on both sides of a block's end, are Python's hashlib's.
  @Test(
    arguments: [
      (
        Array("abc".utf8),
        """
        ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1\
        7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923
        """
      ),
      (
        [],
        """
        786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419\
        d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce
        """
      ),
      (
        pattern(128),
        """
        a7b57dba995e20f757a9793ebc8e7cba952c60edddb5bd5e7ffeeb9aa4f36f2c\
        efd66df22deecb664428c45f5cde5756a944f2478efaac33c5faae5683b08f04
        """
      ),
      (
        pattern(129),
        """
        19d0ad91b99eaac8253dc6b6bc3dce6b769e76976c956ac3051169847681b2c9\
        677c399c73a3602e787962cb773ec69d01a968216d3c0f5085c397809c229fc0
        """
      ),
      (
        pattern(1000),
        """
        eee729ae72452db92c8475b12e4cebd336e3a6761b4b83399221f4a890611e86\
        a6b62efe82240bc0ec06417c02aadb54a37bbb5f659984cc0b8b7e1cafa573ec
        """
      ),
    ] as [([UInt8], String)])
  func `BLAKE2b-512`(message: [UInt8], digest: String) {
    #expect(BLAKE2b512.digest(message).hex == digest)
  }
}
