import Addresses
import Determinism
import Testing

struct EVMAddressTests {
  /// The examples of EIP-55.
  static let examples = [
    "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  ]

  @Test(arguments: examples)
  func `EIP-55's examples in each of their spellings`(example: String) throws {
    let address = try AddressFormat.evm.check(example)
    #expect(address.text == example)
    #expect(address.bytes.hex == example.dropFirst(2).lowercased())
    #expect(try AddressFormat.evm.check(example.lowercased()) == address)
    #expect(try AddressFormat.evm.check("0x" + example.dropFirst(2).uppercased()) == address)
  }

  @Test func `a letter in the wrong case shows the right spelling`() {
    let error = failure("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", as: .evm)
    #expect(error == .wrongChecksum(expected: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
    #expect(
      error?.description == """
        the case of its letters does not fit, so a character may be wrong; if all are right, write \
        0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed
        """)
  }

  @Test(
    arguments: [
      ("", .wrongStart(expected: "0x")),
      ("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .wrongStart(expected: "0x")),
      ("0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED", .wrongStart(expected: "0x")),
      ("0x", .wrongLength(found: 0, expected: "40 digits")),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", .wrongLength(found: 39, expected: "40 digits")),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd", .wrongLength(found: 41, expected: "40 digits")),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", .badCharacter("g", at: 41)),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe\u{FF11}", .badCharacter("\u{FF11}", at: 41)),
      (" 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .wrongStart(expected: "0x")),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed ", .badCharacter(" ", at: 42)),
    ] as [(String, AddressError)])
  func `text that is no address`(text: String, expected: AddressError) {
    #expect(failure(text, as: .evm) == expected)
  }
}
