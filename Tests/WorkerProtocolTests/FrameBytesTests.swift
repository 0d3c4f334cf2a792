import Determinism
import Testing

@testable import WorkerProtocol

struct FrameBytesTests {
  /// The numbers are those of the xxhash package for Python, which wraps the author's own code.
  @Test(
    arguments: [
      ([], 0, 0xef46_db37_51d8_e999),
      ([], 2654435761, 0xac75_fda2_929b_17ef),
      (Array("a".utf8), 0, 0xd24e_c4f1_a98c_6e5b),
      (Array("a".utf8), 2654435761, 0x393d_a8b7_8992_279b),
      (Array("abc".utf8), 0, 0x44bc_2cf5_ad77_0999),
      (Array("abc".utf8), 2654435761, 0x1318_df30_094a_85fd),
      (Array(0..<31), 0, 0xc346_d2b5_9b4d_8ee1),
      (Array(0..<31), 2654435761, 0x7196_9c89_a30a_986a),
      (Array(0..<32), 0, 0xcbf5_9c51_16ff_32b4),
      (Array(0..<32), 2654435761, 0x7181_3547_74e0_d600),
      (Array(0..<100), 0, 0x6ac1_e580_3216_6597),
      (Array(0..<100), 2654435761, 0x8832_442a_8828_4f11),
    ] as [([UInt8], UInt64, UInt64)])
  func `checksums are those of xxHash`(bytes: [UInt8], seed: UInt64, expected: UInt64) {
    #expect(bytes.withUnsafeBytes { xxHash64($0, seed: seed) } == expected)
  }

  @Test func `a checksum of any length begins anywhere`() {
    let bytes = (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 167 >> 3) }
    bytes.withUnsafeBytes { bytes in
      for length in 0..<200 {
        let aligned = Array(bytes[..<length])
        for start in 1..<9 {
          var moved = [UInt8](repeating: 0, count: start) + aligned
          moved.append(9)
          let sum = moved.withUnsafeBytes {
            xxHash64(UnsafeRawBufferPointer(rebasing: $0[start..<start + length]), seed: 5)
          }
          #expect(
            sum == aligned.withUnsafeBytes { xxHash64($0, seed: 5) }, "length \(length), start \(start)")
        }
      }
    }
  }

  @Test func `every request has its documented bytes`() throws {
    let requests = Samples.requests + Samples.otherRequests
    for (request, floats, hex) in requests { #expect(Samples.frame(request, floats).hex == hex) }
    #expect(Set(requests.map(\.request.kind)) == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func `every reply has its documented bytes`() throws {
    for (reply, floats, hex) in Samples.replies { #expect(Samples.frame(reply, floats).hex == hex) }
    #expect(Set(Samples.replies.map(\.reply.kind)) == [0x80, 0x81, 0x82, 0x83, 0x84, 0x87, 0x88, 0xff])
  }

  @Test func `the stream begins with its line`() {
    #expect(GreetingLine.bytes == Array("MUSTER-WORKER/3\n".utf8))
    #expect(WorkerConnection.version == 3)
  }

  @Test func `the data digest is of the sources' digests in order`() {
    let other = Digest.of([1, 2, 3])
    #expect(dataDigest(ofSources: [Samples.digest, other]) == Digest.of(Samples.digest.bytes + other.bytes))
    #expect(
      dataDigest(ofSources: [Samples.digest, other]) != dataDigest(ofSources: [other, Samples.digest]))
  }
}
