import Datasets
import Determinism
import Testing

struct ResidentDataTests {
  private static let scales: [DatasetRecipe.Scale] = [.none, .standard, .minmax]

  private static func federation(
    _ scale: DatasetRecipe.Scale = .standard, clients: Int = 5, seed: UInt64 = 40
  ) -> Federation {
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    return Federation(
      recipe: residentRecipe(scale: scale), files: randomFiles(clients: clients, classes: 4, &stream))
  }

  /// The same rows in files that one process reads, the clients' ranges one after the other.
  private func whole(_ raw: PreparedData, _ scale: DatasetRecipe.Scale) throws -> PreparedData {
    func floats(_ values: Floats) -> [UInt8] {
      npy(
        "<f4", "(\(values.count / 4), 4)",
        values.flatMap { float in
          withUnsafeBytes(of: float.bitPattern.littleEndian) { Array($0) }
        })
    }
    func labels(_ values: Floats) -> [UInt8] {
      npy("|u1", "(\(values.count),)", values.map { UInt8(raw.classNames[Int($0)])! })
    }
    let offsets = [0] + raw.clients.map(\.rows.upperBound)
    var recipe = npyRecipe(scale: scale, partitioning: .ranges(path: "o"))
    recipe.format = .npy(x: "x", y: "y", testX: "tx", testY: "ty")
    return try prepared(
      recipe,
      [
        "x": floats(raw.x), "y": labels(raw.y), "tx": floats(raw.testX), "ty": labels(raw.testY),
        "o": npy(
          "<i8", "(\(offsets.count),)",
          offsets.flatMap { offset in withUnsafeBytes(of: Int64(offset).littleEndian) { Array($0) } }),
      ])
  }

  @Test(arguments: scales, [40, 41, 42] as [UInt64])
  func `files of their own give the very bits of one file`(_ scale: DatasetRecipe.Scale, seed: UInt64) throws
  {
    var federation = Self.federation(.none, seed: seed)
    let raw = try federation.data(federation.layout(), here: Array(0..<5)).data
    federation.recipe.scale = scale
    let layout = try federation.layout()
    let resident = try federation.data(layout, here: Array(0..<5)).data
    let whole = try whole(raw, scale)
    for (own, other) in [
      (resident.x, whole.x), (resident.y, whole.y), (resident.testX, whole.testX),
      (resident.testY, whole.testY),
    ] {
      #expect(own.map(\.bitPattern) == other.map(\.bitPattern), "seed \(seed)")
    }
    #expect(resident.classNames == whole.classNames)
    #expect(resident.clients.map(\.rows) == whole.clients.map(\.rows))
    #expect(resident.labelCounts == whole.labelCounts)
    #expect(layout.clients.map(\.labelCounts) == whole.labelCounts)
    #expect(layout.testLabelCounts == whole.testLabelCounts)
    #expect(layout.clients.map(\.rows) == whole.clients.map(\.rows.count))
    #expect(layout.testRows == whole.testRows)
  }

  @Test(arguments: scales)
  func `a client's rows do not depend on where the others' lie`(_ scale: DatasetRecipe.Scale) throws {
    let federation = Self.federation(scale)
    let layout = try federation.layout()
    let all = try federation.data(layout, here: [0, 1, 2, 3, 4])
    let some = try federation.data(layout, here: [3, 1])
    #expect(some.data.clients.map(\.name) == (0..<5).map { "owner-\($0)" })
    #expect(some.data.sources.map(\.path) == ["1.csv", "3.csv"])
    #expect(some.data.sources.map(\.digest) == [layout.clients[1].digest, layout.clients[3].digest])
    for client in 0..<5 {
      let isHere = client == 1 || client == 3
      let (own, other) = (some.data.clients[client].rows, all.data.clients[client].rows)
      #expect(own.count == (isHere ? other.count : 0))
      #expect(
        !isHere
          || some.data.x[own.lowerBound * 4..<own.upperBound * 4].elementsEqual(
            all.data.x[other.lowerBound * 4..<other.upperBound * 4])
      )
      #expect(!isHere || some.data.y[own].elementsEqual(all.data.y[other]))
    }
    let tests = [1, 3].flatMap { Array(all.data.testY[layout.testRows(of: $0)]) }
    #expect(some.data.testY.array == tests)
    let nobody = try federation.data(layout, here: [])
    #expect(nobody.data.x.isEmpty && nobody.data.testX.isEmpty && nobody.data.clients.count == 5)
  }

  @Test func `test rows are numbered over all clients, and found where they lie`() throws {
    let federation = Self.federation()
    let layout = try federation.layout()
    let data = try federation.data(layout, here: [3, 1])
    let counts = layout.clients.map(\.testRows)
    let starts = counts.indices.map { counts[..<$0].reduce(0, +) }
    #expect(counts.indices.map(layout.testRows(of:)) == zip(starts, counts).map { $0..<$0 + $1 })
    #expect(layout.testRows == counts.reduce(0, +))
    #expect(data.testRows(layout.testRows(of: 1)) == 0..<counts[1])
    #expect(data.testRows(layout.testRows(of: 3)) == counts[1]..<counts[1] + counts[3])
    #expect(data.testRows(starts[3] + 1..<starts[3] + 3) == counts[1] + 1..<counts[1] + 3)
    #expect(data.testRows(layout.testRows(of: 0)) == nil)
    #expect(data.testRows(starts[2] - 1..<starts[2] + 1) == nil)
    #expect(data.testRows(starts[3] - 1..<starts[3] + 1) == nil)
    #expect(data.testRows(starts[1]..<starts[1]) == nil)
    #expect(data.testRows(-2 ..< -1) == nil)
    #expect(data.testRows(layout.testRows..<layout.testRows + 5) == nil)
  }

  @Test func `each client's test rows are drawn for it alone`() throws {
    let file = "a,y\n" + (0..<40).map { "\($0),\($0 % 2)\n" }.joined()
    func tests(_ seed: UInt64, _ client: Int) throws -> [Float] {
      let federation = Federation(
        recipe: residentRecipe(stratified: true, seed: seed), files: [file, file, file])
      let data = try federation.data(federation.layout(), here: [client])
      #expect((data.data.x.array + data.data.testX.array).sorted() == (0..<40).map { Float($0) })
      #expect(data.data.testX.array == data.data.testX.sorted())
      #expect(data.data.testLabelCounts == [5, 5])
      return data.data.testX.array
    }
    #expect(try tests(1, 0) == tests(1, 0))
    let drawn = try [tests(1, 0), tests(1, 1), tests(1, 2), tests(2, 0)]
    #expect(Set(drawn).count == 4)
    // Client 0 of a federation keeps back what a file alone would.
    let alone = try prepared(
      csvRecipe(test: .init(fraction: 0.25, stratified: true)), ["d.csv": Array(file.utf8)])
    #expect(drawn[0] == alone.testX.array)
  }

  @Test func `numbers to predict stay as they are`() throws {
    let files = (0..<3).map { client in "a,y\n" + (0..<12).map { "\($0),\($0 * 10 + client)\n" }.joined() }
    let federation = Federation(recipe: residentRecipe(classes: false), files: files)
    let layout = try federation.layout()
    #expect(layout.classNames == [] && layout.testLabelCounts == [])
    #expect(layout.clients.map(\.labelCounts) == [[], [], []])
    let data = try federation.data(layout, here: [2]).data
    #expect(zip(data.x, data.y).allSatisfy { $1 == $0 * 10 + 2 })
    #expect(zip(data.testX, data.testY).allSatisfy { $1 == $0 * 10 + 2 })
  }

  @Test func `classes are those of all clients, in class order`() throws {
    func file(_ labels: [String]) -> String {
      "a,y\n" + (0..<12).map { "\($0),\(labels[$0 % labels.count])\n" }.joined()
    }
    var federation = Federation(
      recipe: residentRecipe(), files: [file(["10", "9"]), file(["2"]), file(["e\u{301}", "é", "9"])])
    #expect(try federation.layout().classNames == ["10", "2", "9", "e\u{301}", "é"])
    federation.recipe.lastClass = "2"
    let layout = try federation.layout()
    #expect(layout.classNames == ["10", "9", "e\u{301}", "é", "2"])
    #expect(layout.clients[1].labelCounts == [0, 0, 0, 0, 9])
    #expect(try federation.data(layout, here: [1]).data.y.allSatisfy { $0 == 4 })
    federation.files.removeLast()
    federation.recipe.lastClass = nil
    #expect(try federation.layout().classNames == ["2", "9", "10"])
  }
}
