import Testing

@testable import Batches

struct AscendingTests {
  @Test func `numbers are taken from the smallest, each once`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(state: seed)
    for trial in 0..<200 {
      var expected = Set<Int>()
      var numbers = Ascending()
      for _ in 0..<40 {
        let number = Int.random(in: 0..<12, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
          numbers.remove(number)
          expected.remove(number)
        case 1:
          let least = expected.min()
          #expect(numbers.popFirst() == least, "seed \(seed), trial \(trial)")
          if let least { expected.remove(least) }
        default:
          numbers.insert(number)
          expected.insert(number)
        }
        #expect(numbers.first == expected.min(), "seed \(seed), trial \(trial)")
      }
    }
  }
}
