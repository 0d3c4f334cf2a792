import Determinism
import Testing
import Tokenomics

struct LargestRemainderTests {
  /// Published apportionments by the same method.
  @Test func `gives the seats of known elections`() {
    // The example of most textbooks, by the Hare quota.
    #expect(BaseUnits(10).shared(by: [47000, 16000, 15800, 12000, 6100, 3100]) == [5, 2, 1, 1, 1, 0])
    // The Alabama paradox: one seat more in all is one seat less for three parties.
    #expect(BaseUnits(25).shared(by: [1500, 1500, 900, 500, 500, 200]) == [7, 7, 4, 3, 3, 1])
    #expect(BaseUnits(26).shared(by: [1500, 1500, 900, 500, 500, 200]) == [8, 8, 5, 2, 2, 1])
    // The House of Representatives of 1792 as Hamilton's bill had it, from Virginia to Delaware.
    let census: [UInt64] = [
      630_560, 475_327, 432_879, 353_523, 331_589, 278_514, 236_841, 206_236, 179_570, 141_822, 85_533,
      70_835, 68_705,
      68_446, 55_540,
    ]
    #expect(BaseUnits(120).shared(by: census) == [21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2])
    // Bittensor's 18/41/41 of one TAO in rao.
    #expect(
      BaseUnits(1_000_000_000).shared(by: [1800, 4100, 4100]) == [180_000_000, 410_000_000, 410_000_000])
  }

  @Test func `gives what is left over to the earlier of equal remainders`() {
    #expect(BaseUnits(100).shared(by: [1, 1, 1]) == [34, 33, 33])
    #expect(BaseUnits(101).shared(by: [1, 1, 1]) == [34, 34, 33])
    #expect(BaseUnits(1).shared(by: [0, 5, 5]) == [0, 1, 0])
  }

  @Test func `gives nothing when there is nothing to share or nobody to share it`() {
    #expect(BaseUnits(0).shared(by: [1, 2]) == [0, 0])
    #expect(BaseUnits(-7).shared(by: [1, 2]) == [0, 0])
    #expect(BaseUnits(7).shared(by: [0, 0]) == [0, 0])
    #expect(BaseUnits(7).shared(by: []) == [])
  }

  /// The expected parts were computed with Python's rational numbers.
  @Test func `is exact where products need 192 bits`() {
    let most = UInt64.max
    let pot: BaseUnits = 100_000_000_000_000_000_000_000_000_000_000_000_000
    #expect(
      pot.shared(by: [most, most, 1]) == [
        49_999_999_999_999_999_998_644_747_284_393_119_458,
        49_999_999_999_999_999_998_644_747_284_393_119_457,
        2_710_505_431_213_761_085,
      ])
    #expect(
      pot.shared(by: [most, 1 << 63, 12_345_678_901_234_567_890, 3]) == [
        46_098_656_963_507_583_287_533_824_896_349_985_605,
        23_049_328_481_753_791_645_016_419_048_887_466_525,
        30_852_014_554_738_625_059_952_716_450_487_705_535, 7_497_039_604_274_842_335,
      ])
    #expect(
      BaseUnits.max.shared(by: [most, most, most, 1]) == [
        56_713_727_820_156_410_576_204_282_123_421_949_042,
        56_713_727_820_156_410_576_204_282_123_421_949_041,
        56_713_727_820_156_410_576_204_282_123_421_949_041, 3_074_457_345_618_258_603,
      ])
  }

  @Test(arguments: seeds) func `sums to the amount and stays within one unit of every quota`(seed: UInt64) {
    var random = randomStream(seed: seed)
    for _ in 0..<2000 {
      let amount = BaseUnits(random.magnitude(upToBits: 127))
      let weights = (0..<1 + random.below(12)).map { _ in UInt64(random.magnitude(upToBits: 64)) }
      let total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
      let parts = amount.shared(by: weights)
      #expect(parts.count == weights.count)
      #expect(parts.reduce(0, +) == (total == 0 ? 0 : amount), "seed \(seed): \(amount) by \(weights)")
      for (part, weight) in zip(parts, weights) where total > 0 {
        #expect(
          isWithinOneUnit(part, of: amount, times: weight, over: total),
          "seed \(seed): \(amount) by \(weights)")
      }
      let order = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
      for (less, more) in zip(order, order.dropFirst()) where weights[less] < weights[more] {
        #expect(parts[less] <= parts[more], "seed \(seed): \(amount) by \(weights)")
      }
    }
  }

  /// Whether |part·total − amount·weight| < total, in 256 bits.
  private func isWithinOneUnit(
    _ part: BaseUnits, of amount: BaseUnits, times weight: UInt64, over total: UInt128
  ) -> Bool {
    let given = part.magnitude.multipliedFullWidth(by: total)
    let due = amount.magnitude.multipliedFullWidth(by: UInt128(weight))
    let (larger, smaller) =
      (given.high, given.low) > (due.high, due.low) ? (given, due) : (due, given)
    let low = larger.low.subtractingReportingOverflow(smaller.low)
    return larger.high - smaller.high - (low.overflow ? 1 : 0) == 0 && low.partialValue < total
  }
}
