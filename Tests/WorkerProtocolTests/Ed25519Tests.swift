import CMonocypher
import Determinism
import Testing

@testable import WorkerProtocol

struct Ed25519Tests {
  @Test(arguments: Ed25519Vectors.all)
  func `keys and signatures are those of RFC 8032`(vector: Ed25519Vectors.Vector) throws {
    let key = SigningKey(seed: try #require([UInt8](hex: vector.seed)))
    let message = try #require([UInt8](hex: vector.message))
    #expect(key.publicKey.hex == vector.key)
    #expect(key.signature(of: message).hex == vector.signature)
    let signature = try #require([UInt8](hex: vector.signature))
    #expect(try #require(PublicKey(hex: vector.key)).verifies(signature, of: message))
  }

  /// The first three are of FIPS 180-4's examples, the last of NIST's long messages.
  @Test(
    arguments: [
      (
        "", 1,
        "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
          + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
      ),
      (
        "abc", 1,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", 1,
        "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
          + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"
      ),
      (
        "a", 1_000_000,
        "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
          + "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b"
      ),
    ])
  func `SHA-512 is that of FIPS 180-4`(text: String, times: Int, digest: String) {
    #expect(hash(Array(String(repeating: text, count: times).utf8)).hex == digest)
  }

  /// The digest of the digests of the messages of 0 to 299 bytes 0, 1, … 250, 0, …, as Python's hashlib has it.
  @Test func `SHA-512 of any length is right`() {
    let digests = (0..<300).map { length in hash((0..<length).map { UInt8($0 % 251) }) }
    #expect(
      hash(digests.flatMap(\.self)).hex
        == "5876909c163eee9aa8e3e0dbbe23ff09a3b1c1690c50ecab0cf75109b7ea0931"
        + "80f3b1db84ac4671a35db7394d95e9b645b20209761dc874ec013385e1db7916")
  }

  private func hash(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 64)
    sha512(&digest, message, message.count)
    return digest
  }

  @Test func `any flipped bit of key, message or signature is noticed`() throws {
    let key = Samples.key.publicKey
    let message = Array("the update of client 7 in round 3".utf8)
    let signature = Samples.key.signature(of: message)
    for bit in 0..<512 { #expect(!key.verifies(signature.flipped(bit), of: message), "signature \(bit)") }
    for bit in 0..<8 * message.count {
      #expect(!key.verifies(signature, of: message.flipped(bit)), "message \(bit)")
    }
    for bit in 0..<256 {
      guard let other = PublicKey(bytes: key.bytes.flipped(bit)) else { continue }
      #expect(!other.verifies(signature, of: message), "key \(bit)")
    }
  }

  @Test func `other keys, messages and lengths are told apart`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = RandomStream(seed: seed, purpose: .shuffle)
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(random.below(256)) } }
    for length in 0..<100 {
      let message = bytes(length)
      let (key, other) = (SigningKey(seed: bytes(32)), SigningKey(seed: bytes(32)))
      let signature = key.signature(of: message)
      #expect(key.publicKey.verifies(signature, of: message), "seed \(seed)")
      #expect(!other.publicKey.verifies(signature, of: message), "seed \(seed)")
      #expect(!key.publicKey.verifies(signature, of: message + [0]), "seed \(seed)")
      #expect(!key.publicKey.verifies(signature + [0], of: message), "seed \(seed)")
      #expect(!key.publicKey.verifies(signature.dropLast(), of: message), "seed \(seed)")
      #expect(!key.publicKey.verifies([], of: message), "seed \(seed)")
      #expect(!key.publicKey.verifies(bytes(64), of: message), "seed \(seed)")
    }
  }

  /// RFC 8032, 5.1.7: S is below the group's order. Else S + L would be another signature of the same message.
  @Test func `a signature has no second form`() throws {
    let order = try #require(
      [UInt8](hex: "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"))
    let message = Array("pay once".utf8)
    var signature = Samples.key.signature(of: message)
    var carry = 0
    for place in 0..<32 {
      carry += Int(signature[32 + place]) + Int(order[place])
      signature[32 + place] = UInt8(carry & 0xff)
      carry >>= 8
    }
    #expect(carry == 0)
    #expect(!Samples.key.publicKey.verifies(signature, of: message))
  }

  /// Under such a key R = A and S = 0 would be a signature of anything. Each with both signs of x; the last two are
  /// those of 0 and 1 written with 2²⁵⁵ − 19 added.
  @Test(arguments: [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ])
  func `a point of small order, or one written strangely, is no key`(hex: String) throws {
    let bytes = try #require([UInt8](hex: hex))
    #expect(PublicKey(bytes: bytes) == nil)
    #expect(PublicKey(bytes: bytes.flipped(255)) == nil)
    #expect(PublicKey(hex: hex) == nil)
  }

  @Test func `a key has 64 hexadecimal digits`() {
    let hex = Samples.key.publicKey.hex
    #expect(PublicKey(hex: hex) == Samples.key.publicKey)
    #expect(PublicKey(hex: hex.uppercased()) == Samples.key.publicKey)
    for other in [
      "", "0", String(hex.dropLast()), String(hex.dropLast(2)), hex + "00", "x" + hex.dropFirst(),
    ] {
      #expect(PublicKey(hex: other) == nil, "\(other)")
    }
  }
}

extension [UInt8] {
  func flipped(_ bit: Int) -> [UInt8] {
    var bytes = self
    bytes[bit / 8] ^= 1 << (bit % 8)
    return bytes
  }
}
