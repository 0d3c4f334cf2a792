import Addresses
import Determinism
import Testing

struct Bech32Tests {
  /// Twenty bytes by the reference implementation's Python package.
  static let account = "cosmos1zsdjy2fsxuly2nzntfsksmmk0kzghy5exmnxc0"

  // BIP-173's valid test vectors.
  @Test(
    arguments: [
      ("A12UEL5L", "a", []),
      ("a12uel5l", "a", []),
      (
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio", []
      ),
      ("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef", Array(0..<32)),
      (
        "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j", "1",
        Array(repeating: 0, count: 82)
      ),
      (
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", "split",
        [
          24, 23, 25, 24, 22, 28, 1, 16, 11, 29, 8, 25, 23, 29, 19, 13, 16, 23, 29, 22, 25, 28, 1, 16, 11, 3,
          25, 29,
          27, 25, 3, 3, 29, 19, 11, 25, 3, 3, 25, 13, 24, 29, 1, 25, 3, 3, 25, 13,
        ]
      ),
      ("?1ezyfcl", "?", []),
    ] as [(String, String, [UInt8])])
  func `BIP-173's valid texts`(text: String, prefix: String, groups: [UInt8]) throws {
    let decoded = try Bech32.decode(text)
    #expect(decoded.prefix == prefix)
    #expect(decoded.groups == groups)
  }

  // BIP-173's invalid test vectors.
  @Test(
    arguments: [
      ("\u{20}1nwldj5", .badCharacter(" ", at: 0)),
      ("\u{7F}1axkwrx", .badCharacter("\u{7F}", at: 0)),
      ("\u{80}1eym55h", .badCharacter("\u{80}", at: 0)),
      (
        "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
        .wrongLength(found: 91, expected: "at most 90 characters")
      ),
      ("pzry9x0s0muk", .noSeparator),
      ("1pzry9x0s0muk", .noSeparator),
      ("x1b4n0q5v", .badCharacter("b", at: 2)),
      ("li1dgmt3", .wrongLength(found: 5, expected: "at least 6 characters behind its prefix")),
      ("de1lg7wt\u{FF}", .badCharacter("\u{FF}", at: 8)),
      ("A1G7SGD8", .wrongChecksum(expected: nil)),
      ("10a06t8", .noSeparator),
      ("1qzzfhee", .noSeparator),
    ] as [(String, AddressError)])
  func `BIP-173's invalid texts`(text: String, expected: AddressError) {
    #expect(failure(text, as: .cosmos) == expected)
  }

  @Test(arguments: [
    (account, "141b222930373e454c535a61686f767d848b9299"),
    (
      "cosmos1yqnjudfugd99zkzlvekhg7uz3xgf08494jem4swgeltdme8t7tusjehgtf",
      "20272e353c434a51585f666d747b828990979ea5acb3bac1c8cfd6dde4ebf2f9"
    ),
  ])
  func `Cosmos accounts, in either case`(text: String, hex: String) throws {
    let address = try AddressFormat.bech32(prefix: "cosmos").check(text)
    #expect(address.text == text)
    #expect(address.bytes.hex == hex)
    #expect(try AddressFormat.cosmos.check(text.uppercased()) == address)
    #expect(Bech32.encode(prefix: "cosmos", address.bytes) == text)
  }

  @Test func `an account of another chain shows its spelling on this one`() throws {
    let error = failure(Self.account, as: .bech32(prefix: "osmo"))
    let bytes = try AddressFormat.cosmos.check(Self.account).bytes
    let spelling = Bech32.encode(prefix: "osmo", bytes)
    #expect(error == .wrongNetwork(found: "cosmos", expected: "osmo", sameAccount: spelling))
    #expect(try AddressFormat.bech32(prefix: "osmo").check(spelling).bytes == bytes)
  }

  @Test(
    arguments: [
      (
        "cosmos1z5wzx2338ql5vn25td3xjurh06zceyu65ylu5r24", .wrongLength(found: 21, expected: "20 or 32 bytes")
      ),
      ("cosmos1yqnjudfugd99zkzlvekhg7uz3xgf08494jem4swgeltdme8t7tu300rakm", .badPadding),
      ("cosmos1zsdjy2fsxuly2nzntfsksmmk0kzghy5eq8u9ajk", .badPadding),
      ("cosmos1Zsdjy2fsxuly2nzntfsksmmk0kzghy5exmnxc0", .mixedCase),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .mixedCase),
      ("", .noSeparator),
    ] as [(String, AddressError)])
  func `text that is no address`(text: String, expected: AddressError) {
    #expect(failure(text, as: .cosmos) == expected)
  }

  @Test func `no single wrong character is taken`() {
    for index in Self.account.indices {
      for letter in "qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio" where letter != Self.account[index] {
        let text = Self.account.replacingSubrange(index, with: letter)
        #expect(failure(text, as: .cosmos) != nil, "\(text)")
      }
    }
  }

  @Test func `any account comes back`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = RandomStream(seed: seed, purpose: .fingerprint)
    for count in [20, 32] {
      for _ in 0..<100 {
        let bytes = (0..<count).map { _ in UInt8(random.below(256)) }
        let address = try AddressFormat.cosmos.check(Bech32.encode(prefix: "neutron", bytes))
        #expect(address.bytes == bytes, "seed \(seed)")
      }
    }
  }
}

extension String {
  fileprivate func replacingSubrange(_ index: Index, with letter: Character) -> String {
    var text = self
    text.replaceSubrange(index...index, with: [letter])
    return text
  }
}
