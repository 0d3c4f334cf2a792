import Datasets
import Testing

struct TestSplitTests {
  /// 50 rows of class 0, 30 of class 1, 17 of class 2, 3 of class 3, mixed.
  private static let labels: [UInt8] = (0..<100).map { row in
    let place = row * 37 % 100
    return place < 50 ? 0 : place < 80 ? 1 : place < 97 ? 2 : 3
  }

  private func testCounts(_ split: DatasetRecipe.TestSplit, seed: UInt64) throws -> [Int] {
    let data = try prepared(npyRecipe(test: split, seed: seed), numberedRows(labels: Self.labels))
    return (0..<4).map { label in data.testY.filter { Int($0) == label }.count }
  }

  @Test func `a stratified split has each class's share, by the largest remainder`() throws {
    for seed in 0..<20 as Range<UInt64> {
      // Of 20: 10, 6, 3.4 and 0.6. Of 33: 16.5, 9.9, 5.61 and 0.99.
      #expect(try testCounts(.init(fraction: 0.2, stratified: true), seed: seed) == [10, 6, 3, 1])
      #expect(try testCounts(.init(fraction: 0.33, stratified: true), seed: seed) == [16, 10, 6, 1])
    }
  }

  @Test func `a plain split has its share of the rows, and depends on the seed`() throws {
    let counts = try (0..<20 as Range<UInt64>).map {
      try testCounts(.init(fraction: 0.2, stratified: false), seed: $0)
    }
    #expect(counts.allSatisfy { $0.reduce(0, +) == 20 })
    #expect(Set(counts).count > 5)
  }

  @Test func `the partitioning does not change the split`() throws {
    let split = DatasetRecipe.TestSplit(fraction: 0.2, stratified: true)
    let files = numberedRows(labels: Self.labels)
    let one = try prepared(npyRecipe(test: split), files)
    let other = try prepared(npyRecipe(test: split, partitioning: .shards(clients: 5, perClient: 2)), files)
    #expect(one.testX == other.testX)
  }

  @Test(
    arguments: [
      (0, "the test fraction is 0.0\nhelp: use a fraction above 0 and below 1"),
      (1, "the test fraction is 1.0\nhelp: use a fraction above 0 and below 1"),
      (.nan, "the test fraction is nan\nhelp: use a fraction above 0 and below 1"),
      (
        0.001,
        "x: the test split leaves 100 rows to train on and 0 to test on\n"
          + "help: choose another `data.test.fraction`, or use more rows"
      ),
      (
        0.999,
        "x: the test split leaves 0 rows to train on and 100 to test on\n"
          + "help: choose another `data.test.fraction`, or use more rows"
      ),
    ] as [(Double, String)])
  func `refuses a split that leaves nothing`(fraction: Double, message: String) {
    let recipe = npyRecipe(test: .init(fraction: fraction, stratified: false))
    #expect(refusal(recipe, numberedRows(labels: Self.labels)) == message)
  }

  @Test func `a regression has no strata`() {
    let recipe = npyRecipe(classes: false, test: .init(fraction: 0.5, stratified: true))
    #expect(
      refusal(recipe, numberedRows(labels: Self.labels))
        == "a stratified split needs classes, and the labels are numbers\nhelp: set `data.test.stratified` to `false`"
    )
  }
}
