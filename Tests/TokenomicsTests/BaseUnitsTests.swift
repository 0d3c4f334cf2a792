import Determinism
import Testing
import Tokenomics

struct BaseUnitsTests {
  @Test(arguments: [
    ("0", 0, BaseUnits(0)), ("12", 0, 12), ("12", 2, 1200), ("0.5", 2, 50), ("0.05", 2, 5), ("1.50", 1, 15),
    ("007.10", 1, 71), ("0", 60, 0), ("0.000000000000000001", 18, 1),
    ("5000", 18, 5_000_000_000_000_000_000_000),
    ("21000000", 8, 2_100_000_000_000_000),
    ("170141183460469231731687303715884105727", 0, BaseUnits.max),
    ("170141183460469231731.687303715884105727", 18, BaseUnits.max),
    ("0.00000000000000000000000000000000000001", 38, 1),
  ]) func `reads decimal text exactly`(text: String, decimals: Int, expected: BaseUnits) throws {
    #expect(try BaseUnits(decimal: text, decimals: decimals) == expected)
  }

  @Test(arguments: [
    ("", 2, AmountError.notDecimal), (".", 2, .notDecimal), ("1.", 2, .notDecimal), (".5", 2, .notDecimal),
    ("-1", 2, .notDecimal), ("+1", 2, .notDecimal), ("1e3", 2, .notDecimal), ("1.2.3", 2, .notDecimal),
    (" 1", 2, .notDecimal), ("1,5", 2, .notDecimal), ("١", 2, .notDecimal), ("1_000", 2, .notDecimal),
    ("0.005", 2, .tooManyDecimals(3, allowed: 2)), ("1.5", 0, .tooManyDecimals(1, allowed: 0)),
    ("170141183460469231731687303715884105728", 0, .tooLarge),
    ("170141183460469231731.687303715884105728", 18, .tooLarge),
    ("1", 39, .tooLarge), ("999999999999999999999999999999999999999999", 0, .tooLarge),
  ]) func `refuses what is no amount`(text: String, decimals: Int, expected: AmountError) {
    #expect(throws: expected) { try BaseUnits(decimal: text, decimals: decimals) }
  }

  @Test func `words its refusals`() {
    #expect(
      [AmountError.notDecimal, .tooManyDecimals(3, allowed: 2), .tooLarge].map(\.description) == [
        "it is not a decimal number", "it has 3 decimals, the token 2", "it is 2^127 base units or more",
      ])
  }

  @Test(arguments: [
    (BaseUnits(0), 0, "0"), (0, 18, "0"), (1, 18, "0.000000000000000001"), (50, 2, "0.5"), (1200, 2, "12"),
    (1205, 2, "12.05"), (-325, 2, "-3.25"), (-5, 2, "-0.05"), (100, 0, "100"),
    (BaseUnits.max, 18, "170141183460469231731.687303715884105727"),
    (BaseUnits.min, 0, "-170141183460469231731687303715884105728"),
  ]) func `writes tokens without zeros at the end`(amount: BaseUnits, decimals: Int, expected: String) {
    #expect(amount.formatted(decimals: decimals) == expected)
  }

  @Test(arguments: seeds) func `reads back what it wrote`(seed: UInt64) throws {
    var random = randomStream(seed: seed)
    for _ in 0..<2000 {
      let amount = BaseUnits(random.magnitude(upToBits: 127))
      let decimals = random.below(39)
      let text = amount.formatted(decimals: decimals)
      #expect(try BaseUnits(decimal: text, decimals: decimals) == amount, "seed \(seed): \(text)")
    }
  }
}
