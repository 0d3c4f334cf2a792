import CSHA256
import Determinism
import Testing

struct SHA256Tests {
  private static let paths = [SHA256PathPortable, bestSHA256Path()]

  private func digest(_ bytes: some Collection<UInt8>, _ path: SHA256Path) -> Digest {
    var hash = SHA256(path: path)
    hash.update(bytes)
    return hash.finalize()
  }

  /// FIPS 180-4's examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]) func `gives NIST's digests`(message: String, digest: String) {
    #expect(Digest.of(message).hex == digest)
    for path in Self.paths { #expect(self.digest(message.utf8, path).hex == digest, "\(path)") }
  }

  @Test(arguments: paths) func `gives NIST's digest of a million letters`(path: SHA256Path) {
    let digest = digest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000), path)
    #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// The digest of the digests of messages of 0 to 259 bytes, by Python's hashlib.
  @Test(arguments: paths) func `pads every length right`(path: SHA256Path) {
    var all = SHA256(path: path)
    for length in 0..<260 { all.update(digest(message(length), path).bytes) }
    #expect(all.finalize().hex == "6ad25299ad8685c24624a03a63f9b8be1d6886cc06667fdc48010505a489b8ef")
  }

  @Test func `does not depend on how the bytes were cut`() {
    let bytes = message(200)
    let whole = Digest.of(bytes)
    #expect(whole.hex == "b531abd8dae7232c861ac9f50aff9952d29c8d4c3772551cc5bce5d39d2cd08d")
    for first in 0...bytes.count {
      for second in stride(from: first, through: bytes.count, by: 9) {
        var hash = SHA256()
        hash.update(bytes[..<first])
        hash.update(bytes[first..<second])
        hash.update(bytes[second...])
        #expect(hash.finalize() == whole, "cut at \(first) and \(second)")
      }
    }
  }

  @Test func `every path gives the same, however long the bytes and however they are cut`() {
    var stream = RandomStream(seed: 2211, purpose: .fingerprint)
    for _ in 0..<300 {
      let bytes = (0..<stream.below(5000)).map { _ in UInt8(stream.below(256)) }
      let cut = stream.below(bytes.count + 1)
      let digests = Self.paths.map { path in
        var hash = SHA256(path: path)
        hash.update(bytes[..<cut])
        hash.update(bytes[cut...])
        return hash.finalize()
      }
      #expect(
        digests == [Digest.of(bytes), Digest.of(bytes)], "seed 2211, \(bytes.count) bytes cut at \(cut)")
    }
  }

  @Test func `takes bytes that do not lie together`() {
    let bytes = message(150)
    #expect(Digest.of(bytes.lazy.map { $0 }) == Digest.of(bytes))
    #expect(Digest.of(bytes.reversed().reversed() as ReversedCollection) == Digest.of(bytes))
  }

  private func message(_ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7) }
  }
}
