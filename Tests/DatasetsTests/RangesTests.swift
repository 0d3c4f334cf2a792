import Datasets
import Testing

struct RangesTests {
  private static let files = [
    "x": npy("<i4", "(5, 1)", [0, 1, 2, 3, 4].flatMap { [$0, 0, 0, 0] }),
    "y": npy("|u1", "(5,)", [3, 1, 3, 2, 1]), "tx": npy("<i4", "(1, 1)", [9, 0, 0, 0]),
    "ty": npy("|u1", "(1,)", [2]),
  ]

  private static func recipe(testX: String? = "tx", testY: String? = "ty") -> DatasetRecipe {
    DatasetRecipe(
      format: .npy(x: "x", y: "y", testX: testX, testY: testY), partitioning: .ranges(path: "o"), seed: 1)
  }

  private static func with(_ offsets: [UInt8]) -> [String: [UInt8]] {
    files.merging(["o": offsets]) { $1 }
  }

  @Test(arguments: [
    npy("|u1", "(4,)", [0, 1, 4, 5]),
    npy("<i8", "(4,)", [0, 1, 4, 5].flatMap { [$0, 0, 0, 0, 0, 0, 0, 0] }),
    npy("<i4", "(4,)", [0, 1, 4, 5].flatMap { [$0, 0, 0, 0] }),
  ]) func `a client owns the rows between two offsets, in the file's order`(offsets: [UInt8]) throws {
    let data = try prepared(Self.recipe(), Self.with(offsets))
    #expect(data.clients.map(\.name) == ["client-0", "client-1", "client-2"])
    #expect(data.clients.map(\.rows) == [0..<1, 1..<4, 4..<5])
    #expect(data.x == [0, 1, 2, 3, 4] && data.y == [2, 0, 2, 1, 0])
    #expect(data.testX == [9] && data.testY == [1])
    #expect(data.labelCounts == [[0, 0, 1], [1, 1, 1], [1, 0, 0]])
    #expect(data.testLabelCounts == [0, 1, 0])
    #expect(data.sources.map(\.path) == ["x", "y", "tx", "ty", "o"])
  }

  @Test(arguments: [
    (
      npy("|u1", "(2, 2)", [0, 1, 4, 5]),
      "o: has the shape [2, 2], where [clients + 1] is wanted\n"
        + "help: give each client's first row, and after the last client the number of rows"
    ),
    (
      npy("|u1", "(3,)", [0, 2, 4]),
      "o: reaches from 0 to 4, but there are 5 training rows\n"
        + "help: start at 0 and end at the number of training rows"
    ),
    (
      npy("|u1", "(4,)", [0, 3, 3, 5]),
      "o: client 1 would have the rows from 3 up to 3, which are none\n"
        + "help: write ascending numbers, so that every client has a row"
    ),
    (
      npy("|u1", "(4,)", [0, 200, 3, 5]),
      "o: client 1 would have the rows from 200 up to 3, which are none\n"
        + "help: write ascending numbers, so that every client has a row"
    ),
    (
      npy("<f4", "(2,)", [0, 0, 0, 0, 0, 0, 0xC0, 0x7F]),
      "o: number 1, nan, is not an integer below 2⁵³\nhelp: save it as integers, with numpy's astype"
    ),
  ]) func `refuses offsets that are none`(offsets: [UInt8], message: String) {
    #expect(refusal(Self.recipe(), Self.with(offsets)) == message)
  }

  @Test func `needs test files, because a split would move rows`() {
    let message = refusal(
      Self.recipe(testX: nil, testY: nil), Self.with(npy("|u1", "(2,)", [0, 5])))
    #expect(
      message == "`ranges` are of rows as they lie, and a test split would take some of them away\n"
        + "help: name test files in `data.source.npy` or `data.source.idx`")
  }

  @Test func `the class that is to be last is`() throws {
    var recipe = npyRecipe()
    recipe.lastClass = "1"
    let data = try prepared(recipe, Self.files)
    #expect(data.classNames == ["2", "3", "1"])
    #expect(data.y == [1, 2, 1, 0, 2])
    var text = csvRecipe()
    text.lastClass = "bad"
    let named = try prepared(text, ["d.csv": Array("a,y\n1,bad\n2,good\n3,bad\n".utf8)])
    #expect(named.classNames == ["good", "bad"])
    #expect(named.y == [1, 0, 1])
  }
}
