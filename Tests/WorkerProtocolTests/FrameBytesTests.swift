import Determinism
import Testing

@testable import WorkerProtocol

struct FrameBytesTests {
  /// RFC 3720, appendix B.4, and the usual check value of "123456789".
  @Test(
    arguments: [
      ([UInt8](repeating: 0, count: 32), 0x8a91_36aa), ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
      ([UInt8](0..<32), 0x46dd_794e), ([UInt8]((0..<32).reversed()), 0x113f_db5c),
      ([UInt8]("123456789".utf8), 0xe306_9283), ([], 0),
    ] as [([UInt8], UInt32)])
  func `checksums are those of RFC 3720`(bytes: [UInt8], expected: UInt32) {
    #expect(crc(bytes, pieces: [bytes.count]) == expected)
  }

  @Test func `a checksum does not depend on the pieces`() {
    let bytes = (0..<100).map { UInt8($0) }
    for cut in 0...100 { #expect(crc(bytes, pieces: [cut, 100 - cut]) == crc(bytes, pieces: [100])) }
  }

  @Test func `every request has its documented bytes`() throws {
    for (request, hex) in Samples.requests { #expect(request.encoded().hex == hex) }
    #expect(Set(Samples.requests.map(\.0.kind)) == [1, 2, 3, 4, 5])
  }

  @Test func `every reply has its documented bytes`() throws {
    for (reply, hex) in Samples.replies { #expect(reply.encoded().hex == hex) }
    #expect(Set(Samples.replies.map(\.0.kind)) == [0x80, 0x81, 0x83, 0x84, 0xff])
  }

  @Test func `the stream begins with its line`() {
    #expect(GreetingLine.bytes == Array("MUSTER-WORKER/1\n".utf8))
    #expect(WorkerConnection.version == 1)
  }

  @Test func `the data digest is of the sources' digests in order`() {
    let other = Digest.of([1, 2, 3])
    #expect(dataDigest(ofSources: [Samples.digest, other]) == Digest.of(Samples.digest.bytes + other.bytes))
    #expect(
      dataDigest(ofSources: [Samples.digest, other]) != dataDigest(ofSources: [other, Samples.digest]))
  }

  private func crc(_ bytes: [UInt8], pieces: [Int]) -> UInt32 {
    var crc = CRC32C()
    var rest = bytes[...]
    for piece in pieces {
      rest.prefix(piece).withUnsafeBytes { crc.update($0) }
      rest = rest.dropFirst(piece)
    }
    return crc.value
  }
}
