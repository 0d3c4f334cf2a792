import Datasets
import Determinism
import Testing

struct DecimalNumberTests {
  private func read(_ text: String) -> Double? {
    decimalNumber(text)
  }

  /// Halfway cases, limits and known bugs of other readers, with their bits from Python's `float.hex`.
  @Test(arguments: [
    ("9007199254740993", 0x1p53), ("9007199254740992.99999", 0x1p53),
    ("2.2250738585072011e-308", Double(bitPattern: 0xf_ffff_ffff_ffff)),
    ("2.2250738585072012e-308", 0x1p-1022), ("1.7976931348623157e308", 0x1.fffffffffffffp1023),
    ("4.9406564584124654e-324", 0x1p-1074), ("2.4703282292062327e-324", 0), ("1e23", 0x1.52d02c7e14af6p76),
    ("8.5e22", 0x1.1ffdbf6b2b2ebp76), ("0.1", 0x1.999999999999ap-4), ("-0.0", -0.0),
    ("1e22", 0x1.0f0cf064dd592p73),
    ("0.000000000000000000000000000001234567890123456789", 0x1.90a3e33c69ac3p-100), ("5e-324", 0x1p-1074),
    ("00000000000000000000000000000012.5", 12.5), ("1e-99999999999999999999", 0),
  ])
  func `gives the nearest double`(text: String, expected: Double) throws {
    let number = try #require(read(text))
    #expect(number.bitPattern == expected.bitPattern, "\(text) gave \(number)")
  }

  @Test func `agrees with the standard library on random numbers`() throws {
    var stream = RandomStream(seed: 7, purpose: .fingerprint)
    for _ in 0..<20_000 {
      let digits = (0...stream.below(22)).map { _ in String(stream.below(10)) }.joined()
      let point = stream.below(digits.count + 1)
      let exponent = stream.below(4) == 0 ? "" : "e\(stream.below(60) - 30)"
      let text = digits.prefix(point) + "." + digits.dropFirst(point) + exponent
      // The standard library wants a digit on both sides of the point.
      #expect(
        read(String(text))?.bitPattern
          == Double("0" + digits.prefix(point) + "." + digits.dropFirst(point) + "0" + exponent)?.bitPattern)
    }
  }

  @Test(arguments: [
    "", " ", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "nan", "inf", "1_000", "1,5", "١", "--1", "1 2",
  ])
  func `refuses what is not a decimal number`(text: String) {
    #expect(read(text) == nil)
  }
}
