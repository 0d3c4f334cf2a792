import Addresses
import Determinism
import Testing

struct SS58Tests {
  /// Substrate's well-known development accounts.
  static let alice = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
  static let bob = "8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48"

  @Test(arguments: [
    (AddressFormat.bittensor, "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", alice),
    (.polkadot, "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5", alice),
    (.ss58(prefix: 2), "HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F", alice),
    (.bittensor, "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty", bob),
    (.polkadot, "14E5nqKAp3oAJcmzgZhUD2RcptBeUBScxKHgJKU4HPNcKVf3", bob),
    // Numbers of two bytes.
    (.ss58(prefix: 64), "cEaNSpz4PxFcZ7nT1VEKrKewH67rfx6MfcM6yKojyyPz7qaqp", alice),
    (.ss58(prefix: 255), "yGHXkYLYqxijLKKfd9Q2CB9shRVu8rPNBS53wvwGTutYg4zTg", alice),
    (.ss58(prefix: 1284), "VdvKmYJfD4VXA9fzz1SbmCo2eYHSzUFbaDCZSuaNKJAe8YNg6", alice),
    (.ss58(prefix: 16383), "yNa8JpqfFB3q8A29rCwSgxvdU94ufJw2yKKxDgznS5m1PoFvn", alice),
  ])
  func `development accounts on several networks`(format: AddressFormat, text: String, hex: String) throws {
    let address = try format.check(text)
    #expect(address.text == text)
    #expect(address.bytes.hex == hex)
    guard case .ss58(let prefix) = format else { return }
    #expect(SS58.encode(address.bytes, prefix: prefix) == text)
  }

  @Test func `an account of another network shows its spelling on this one`() {
    let error = failure("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", as: .polkadot)
    let spelling = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"
    #expect(error == .wrongNetwork(found: "42", expected: "0", sameAccount: spelling))
    #expect(
      error?.description == "it belongs to network 42, not 0; the same account on 0 is \(spelling)")
  }

  @Test(
    arguments: [
      ("", .wrongLength(found: 0, expected: "35 bytes")),
      ("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ", .wrongChecksum(expected: nil)),
      ("6GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", .wrongChecksum(expected: nil)),
      ("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ", .wrongLength(found: 34, expected: "35 bytes")),
      ("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQI", .badCharacter("I", at: 47)),
      ("5Grwva EF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", .badCharacter(" ", at: 6)),
    ] as [(String, AddressError)])
  func `text that is no address`(text: String, expected: AddressError) {
    #expect(failure(text, as: .bittensor) == expected)
  }

  /// Alice behind these first bytes, with the right checksum.
  private func text(behind prefix: [UInt8]) throws -> String {
    let body = prefix + (try #require([UInt8](hex: Self.alice)))
    return Base58.encode(body + BLAKE2b512.digest(Array("SS58PRE".utf8) + body).prefix(2))
  }

  @Test func `first bytes above 127 are reserved`() throws {
    #expect(failure(try text(behind: [200, 0]), as: .polkadot) == .wrongChecksum(expected: nil))
  }

  @Test func `a small number in two bytes is spelt anew in one`() throws {
    let address = try AddressFormat.polkadot.check(try text(behind: [64, 0]))
    #expect(address.text == "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5")
  }
}
