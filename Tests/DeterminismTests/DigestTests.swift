import Determinism
import Testing

struct DigestTests {
  private let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func `reads and writes hexadecimal digits`() throws {
    let digest = try #require(Digest(hex: abc))
    #expect(digest == Digest.of("abc"))
    #expect(digest == Digest(hex: abc.uppercased()))
    #expect(digest == Digest(bytes: digest.bytes))
    #expect("\(digest)" == abc)
    #expect(digest.short == "ba7816bf8f01")
    #expect([UInt8](hex: "00fFa5") == [0, 255, 165])
    #expect([UInt8](hex: "") == [])
  }

  @Test(arguments: ["", "ba78", "zz", "abc", "é", "0x00", " 00", "٠٠"]) func `refuses what is no digest`(
    text: String
  ) {
    #expect(Digest(hex: text) == nil)
    #expect(Digest(bytes: Array(text.utf8)) == nil)
  }

  /// Both digests by Python's hashlib, of the little-endian floats 1 and -2 and of UTF-8.
  @Test func `digests floats and text as their bytes`() {
    #expect(
      Digest.of([1, -2] as [Float]).hex == "ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b")
    #expect(Digest.of("né").hex == "82b5c347493f76b114b701be8bf9205789f699075946fdf09051bf799d9cc117")
    #expect(Digest.of([0] as [Float]) != Digest.of([-0.0] as [Float]))
  }
}
