import Addresses
import Determinism
import Testing

struct Base58Tests {
  // Bitcoin Core's base58_encode_decode.json.
  @Test(arguments: [
    ("", ""), ("61", "2g"), ("626262", "a3gV"), ("636363", "aPEr"), ("516b6fcd0f", "ABnLTmg"),
    ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
    ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
    ("bf4f89001e670274dd", "3SEo3LWLoPntC"), ("572e4794", "3EFU7m"), ("10c8511e", "Rt5zm"),
    ("ecac89cad93923c02321", "EJDM8drfXA6uyA"), ("00000000000000000000", "1111111111"),
    (
      "000111d38e5fc9071ffcd20b4a763cc9ae4f252bb4e48fd66a835e252ada93ff480d6dd43dc62a641155a5",
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    ),
  ])
  func `Bitcoin Core's vectors, both ways`(hex: String, text: String) throws {
    let bytes = try #require([UInt8](hex: hex))
    #expect(Base58.encode(bytes) == text)
    #expect(try Base58.decode(text) == bytes)
  }

  @Test func `any bytes come back`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    for _ in 0..<200 {
      let bytes = (0..<random.below(40)).map { _ in UInt8(random.below(4) == 0 ? 0 : random.below(256)) }
      #expect(try Base58.decode(Base58.encode(bytes)) == bytes, "seed \(seed)")
    }
  }
}

struct SolanaAddressTests {
  @Test(arguments: [
    ("11111111111111111111111111111111", String(repeating: "00", count: 32)),  // the system program
    (
      "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
      "06ddf6e1d765a193d9cbe146ceeb79ac1cb485ed5f5b37913a8cf5857eff00a9"
    ),
    (
      "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
      "c6fa7af3bedbad3a3d65f36aabc97431b1bbe4c2d2f6e0e47ca60203452f5d61"
    ),
    (
      "So11111111111111111111111111111111111111112",
      "069b8857feab8184fb687f634618c035dac439dc1aeb3b5598a0f00000000001"
    ),
  ])
  func `well-known accounts`(text: String, hex: String) throws {
    let address = try AddressFormat.solana.check(text)
    #expect(address.text == text)
    #expect(address.bytes.hex == hex)
  }

  @Test(
    arguments: [
      ("", .wrongLength(found: 0, expected: "32 bytes")),
      ("1111111111111111111111111111111", .wrongLength(found: 31, expected: "32 bytes")),
      ("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D", .wrongLength(found: 31, expected: "32 bytes")),
      ("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DO", .badCharacter("O", at: 42)),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .badCharacter("0", at: 0)),
      ("é", .badCharacter("é", at: 0)),
      (
        String(repeating: "z", count: 100_000),
        .wrongLength(found: 100_000, expected: "at most 64 characters")
      ),
    ] as [(String, AddressError)])
  func `text that is no address`(text: String, expected: AddressError) {
    #expect(failure(text, as: .solana) == expected)
  }
}
