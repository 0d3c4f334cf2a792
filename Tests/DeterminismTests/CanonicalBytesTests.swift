import Determinism
import Testing

struct CanonicalBytesTests {
  @Test func `writes integers and floats little-endian and counts first`() {
    var writer = CanonicalWriter()
    writer.write(UInt8(0xab))
    writer.write(true)
    writer.write(UInt32(0x0102_0304))
    writer.write(UInt64(0x0102_0304_0506_0708))
    writer.write(-2)
    writer.write(Float(1))
    writer.write(-0.5)
    writer.write("né")
    writer.write([UInt8(9), 8])
    writer.write([Float(2)])
    writer.write(["a", "b"]) { $0.write($1) }
    writer.write(Int?.none) { $0.write($1) }
    writer.write(Int?.some(1)) { $0.write($1) }
    let expected = """
      ab 01 04030201 0807060504030201 feffffffffffffff 0000803f 000000000000e0bf
      0300000000000000 6ec3a9
      0200000000000000 0908
      0100000000000000 00000040
      0200000000000000 0100000000000000 61 0100000000000000 62
      00
      01 0100000000000000
      """
    #expect(writer.bytes.hex == String(expected.filter { !$0.isWhitespace }))
  }

  @Test func `reads back what was written`() throws {
    let sample = Sample()
    var writer = CanonicalWriter()
    sample.write(to: &writer)
    var reader = CanonicalReader(writer.bytes)
    #expect(try Sample(from: &reader) == sample)
    try reader.finish()
  }

  @Test func `keeps the bits of special floats`() throws {
    let floats: [Float] = [.nan, -.nan, .signalingNaN, .infinity, -0.0, .leastNonzeroMagnitude]
    var writer = CanonicalWriter()
    writer.write(floats)
    writer.write(Double(nan: 5, signaling: false))
    var reader = CanonicalReader(writer.bytes)
    #expect(try reader.floats().map(\.bitPattern) == floats.map(\.bitPattern))
    #expect(try reader.double().bitPattern == Double(nan: 5, signaling: false).bitPattern)
  }

  @Test func `says where bytes end too early, whatever is cut off`() {
    var writer = CanonicalWriter()
    Sample().write(to: &writer)
    for length in 0..<writer.bytes.count {
      var reader = CanonicalReader(Array(writer.bytes.prefix(length)))
      do {
        _ = try Sample(from: &reader)
        Issue.record("\(length) bytes were enough")
      } catch .truncated(let position) {
        #expect(position <= length)
      } catch {
        Issue.record("\(length) bytes: \(error)")
      }
    }
  }

  @Test func `refuses bytes that are left over`() throws {
    var reader = CanonicalReader([1, 2, 3])
    _ = try reader.byte()
    #expect(throws: CanonicalError.trailing(2)) { try reader.finish() }
  }

  @Test(arguments: [Int.max, Int.max / 2, Int.max / 4 + 1, 1 << 32, 5, -1, Int.min])
  func `believes no count beyond its bytes`(count: Int) {
    var writer = CanonicalWriter()
    writer.write(count)
    let bytes = writer.bytes + [0, 0, 0, 0]
    #expect(throws: CanonicalError.truncated(at: 0)) { try read(bytes) { _ = try $0.floats() } }
    #expect(throws: CanonicalError.truncated(at: 0)) { try read(bytes) { _ = try $0.byteArray() } }
    #expect(throws: CanonicalError.truncated(at: 0)) { try read(bytes) { _ = try $0.string() } }
    #expect(throws: CanonicalError.truncated(at: 0)) {
      try read(bytes) { _ = try $0.array { (reader) throws(CanonicalError) in try reader.byte() } }
    }
  }

  @Test func `refuses wrong booleans and wrong UTF-8`() {
    #expect(throws: CanonicalError.invalid("boolean", at: 0)) { try read([2]) { _ = try $0.bool() } }
    #expect(throws: CanonicalError.invalid("boolean", at: 0)) {
      try read([255]) { _ = try $0.optional { (reader) throws(CanonicalError) in try reader.byte() } }
    }
    for text in [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]] as [[UInt8]] {
      var writer = CanonicalWriter()
      writer.write(text)
      #expect(throws: CanonicalError.invalid("UTF-8", at: 0)) {
        try read(writer.bytes) { _ = try $0.string() }
      }
    }
  }

  @Test(arguments: [1, 2, 3, UInt64.random(in: .min ... .max)]) func `never traps on random bytes`(
    seed: UInt64
  ) {
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    for _ in 0..<2000 {
      // Mostly small values, so that counts are often believed.
      let bytes = (0..<random.below(200)).map { _ in
        UInt8(random.below(4) == 0 ? random.below(256) : random.below(3))
      }
      var reader = CanonicalReader(bytes)
      _ = try? Sample(from: &reader)
      #expect(reader.position <= bytes.count, "seed \(seed)")
    }
  }

  private func read(_ bytes: [UInt8], _ body: (inout CanonicalReader) throws -> Void) throws {
    var reader = CanonicalReader(bytes)
    try body(&reader)
  }
}

/// One of everything.
private struct Sample: Equatable {
  var byte: UInt8 = 200
  var flag = true
  var word: UInt32 = 1 << 31
  var wide: UInt64 = .max
  var number = Int.min
  var float: Float = -1.5
  var double = 1e300
  var text = "zoë 😀"
  var bytes: [UInt8] = [1, 2, 3]
  var floats: [Float] = [0.25, -3]
  var digest = Digest.of("abc")
  var names = ["x", "", "yz"]
  var some: Int? = 7
  var none: Int?

  init() {}

  func write(to writer: inout CanonicalWriter) {
    writer.write(byte)
    writer.write(flag)
    writer.write(word)
    writer.write(wide)
    writer.write(number)
    writer.write(float)
    writer.write(double)
    writer.write(text)
    writer.write(bytes)
    writer.write(floats)
    writer.write(digest)
    writer.write(names) { $0.write($1) }
    writer.write(some) { $0.write($1) }
    writer.write(none) { $0.write($1) }
  }

  init(from reader: inout CanonicalReader) throws(CanonicalError) {
    byte = try reader.byte()
    flag = try reader.bool()
    word = try reader.uint32()
    wide = try reader.uint64()
    number = try reader.int()
    float = try reader.float()
    double = try reader.double()
    text = try reader.string()
    bytes = try reader.byteArray()
    floats = try reader.floats()
    digest = try reader.digest()
    names = try reader.array { (reader) throws(CanonicalError) in try reader.string() }
    some = try reader.optional { (reader) throws(CanonicalError) in try reader.int() }
    none = try reader.optional { (reader) throws(CanonicalError) in try reader.int() }
  }
}
