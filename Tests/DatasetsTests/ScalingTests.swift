import Datasets
import Testing

struct ScalingTests {
  private static let file = Array("a,b,c,y\n1,10,5,0\n2,-20,5,1\n4,30.5,5,0\n8,7,5,1\n".utf8)

  private func x(_ scale: DatasetRecipe.Scale) throws -> [Float] {
    var recipe = csvRecipe()
    recipe.scale = scale
    return try prepared(recipe, ["d.csv": Self.file]).x.array
  }

  /// scikit-learn 1.7: `StandardScaler` and `MinMaxScaler`.
  @Test func `agrees with scikit-learn`() throws {
    let standard: [Float] = [
      -1.0257552862167358, 0.17400173842906952, 0, -0.6527533531188965, -1.4964150190353394, 0,
      0.09325048327445984,
      1.3154531717300415, 0, 1.58525812625885, 0.006960069760680199, 0,
    ]
    let minmax: [Float] = [
      0, 0.594059407711029, 0, 0.1428571492433548, 0, 0, 0.4285714328289032, 1, 0, 1, 0.5346534848213196, 0,
    ]
    for (found, expected) in [(try x(.standard), standard), (try x(.minmax), minmax)] {
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 2 * $1.ulp }, "\(found)")
    }
    #expect(try x(.none) == [1, 10, 5, 2, -20, 5, 4, 30.5, 5, 8, 7, 5])
  }

  @Test func `test rows are scaled by the training rows alone, and a constant feature is 0`() throws {
    let training: [UInt8] = [10, 7, 20, 7, 30, 7]
    var recipe = npyRecipe(scale: .minmax)
    recipe.format = .npy(x: "x", y: "y", testX: "tx", testY: "ty")
    let data = try prepared(
      recipe,
      [
        "x": npy("|u1", "(3, 2)", training), "y": npy("|u1", "(3,)", [0, 1, 0]),
        "tx": npy("|u1", "(1, 2)", [40, 9]),
        "ty": npy("|u1", "(1,)", [1]),
      ])
    #expect(data.x.sorted() == [0, 0, 0, 0, 0.5, 1])
    #expect(data.testX == [1.5, 0])
  }

  @Test func `a constant whose sum is rounded is still constant`() throws {
    let rows = (0..<1000).map { "0.1,\($0),u\n" }.joined()
    var recipe = csvRecipe(partitioning: .iid(clients: 7))
    recipe.scale = .standard
    let data = try prepared(recipe, ["d.csv": Array(("a,b,y\n" + rows).utf8)])
    #expect(stride(from: 0, to: data.x.count, by: 2).allSatisfy { data.x[$0] == 0 })
  }

  /// The statistics as a federation would compute them: each client its own sums, then one sum over the
  /// clients.
  @Test func `the statistics are the clients' own sums, added in client order`() throws {
    let rows = (0..<500).map { "\(Double($0 * $0 % 997) / 7),\($0 % 3)\n" }.joined()
    var recipe = csvRecipe(partitioning: .dirichlet(clients: 9, alpha: 1, minRows: 5))
    let files = ["d.csv": Array(("a,y\n" + rows).utf8)]
    let raw = try prepared(recipe, files)
    recipe.scale = .standard
    let scaled = try prepared(recipe, files)
    let sum = raw.clients.map { raw.x[$0.rows].reduce(0) { $0 + Double($1) } }.reduce(0, +)
    let mean = sum / 500
    let square = raw.clients.map {
      raw.x[$0.rows].reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    }
    .reduce(0, +)
    let factor = 1 / (square / 500).squareRoot()
    #expect(scaled.x.array == raw.x.map { Float((Double($0) - mean) * factor) })
  }
}
