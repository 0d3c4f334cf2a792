import Addresses
import Testing

struct AddressErrorTests {
  @Test(
    arguments: [
      (.wrongStart(expected: "0x"), "it must start with 0x"),
      (
        .wrongLength(found: 39, expected: "40 digits"),
        "it should have 40 digits and has 39; copy the whole address again"
      ),
      (.badCharacter("l", at: 5), "'l' at character 6 cannot be part of it; copy the address again"),
      (
        .badCharacter("\t", at: 0),
        "a space or control character at character 1 cannot be part of it; copy the address again"
      ),
      (.mixedCase, "it mixes upper and lower case; write it in lower case"),
      (.noSeparator, "it has no prefix and 1 before its data, as in cosmos1…; copy the whole address again"),
      (.badPadding, "its last characters do not make whole bytes; copy the address again"),
      (
        .wrongChecksum(expected: nil),
        "its checksum does not fit, so a character is wrong; copy the address again"
      ),
    ] as [(AddressError, String)])
  func `says what is wrong and how to mend it`(error: AddressError, description: String) {
    #expect(error.description == description)
  }
}
