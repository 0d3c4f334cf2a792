import Datasets
import Determinism
import Testing

/// The cache and the mapping change what a preparation costs and nothing else.
struct DataCacheTests {
  private static let rows = 6000
  private static let width = 50

  private static let x = (0..<rows * width).map { Float(($0 * 7919) % 1009) / 8 - 50 }
  private static let labels = (0..<rows).map { UInt8(($0 * 31) % 7) }

  private static func bytes(_ floats: some Sequence<Float>) -> [UInt8] {
    floats.flatMap { float in withUnsafeBytes(of: float.bitPattern.littleEndian) { Array($0) } }
  }

  private static let csv: [UInt8] = {
    let header = (0..<width).map { "f\($0)," }.joined() + "y\n"
    let lines = (0..<rows).map { row in
      x[row * width..<(row + 1) * width].map { "\($0)," }.joined() + "class \(labels[row])\n"
    }
    return Array((header + lines.joined()).utf8)
  }()

  /// Sources of more than a mebibyte, each in the form that asks for one way of preparing.
  private static let forms: [(DatasetRecipe, [String: [UInt8]])] = [
    (recipe(.npy(x: "x", y: "y", testX: "tx", testY: "ty"), .ranges(path: "o")), arrays),
    (recipe(.npy(x: "x", y: "y", testX: "tx", testY: "ty"), .iid(clients: 1)), arrays),
    (recipe(.npy(x: "x", y: "y", testX: "tx", testY: "ty"), .iid(clients: 3), scale: .standard), arrays),
    (recipe(.csv(path: "d"), .dirichlet(clients: 4, alpha: 1, minRows: 3), test: 0.25), ["d": csv]),
    (recipe(.csv(path: "d"), .iid(clients: 1)), ["d": csv]),
    (recipe(.idx(images: "i", labels: "l", testImages: nil, testLabels: nil), .iid(clients: 2)), images),
  ]

  private static let arrays: [String: [UInt8]] = [
    "x": npy("<f4", "(\(rows), \(width))", bytes(x)), "y": npy("|u1", "(\(rows),)", labels),
    "tx": npy("<f4", "(5000, \(width))", bytes(x.prefix(5000 * width))),
    "ty": npy("|u1", "(5000,)", Array(labels.prefix(5000))),
    "o": npy("<i4", "(3,)", [0, 0, 0, 0, 232, 3, 0, 0, 112, 23, 0, 0]),
  ]

  private static let images: [String: [UInt8]] = [
    "i": [0, 0, 8, 2, 0, 0, 0x17, 0x70, 0, 0, 1, 0] + (0..<rows * 256).map { UInt8($0 * 37 >> 3 & 255) },
    "l": [0, 0, 8, 1, 0, 0, 0x17, 0x70] + labels,
  ]

  private static func recipe(
    _ format: DatasetRecipe.Format, _ partitioning: DatasetRecipe.Partitioning,
    scale: DatasetRecipe.Scale = .none, test: Double? = nil
  ) -> DatasetRecipe {
    var label: String?
    if case .csv = format { label = "y" }
    return DatasetRecipe(
      format: format, label: label, scale: scale, test: test.map { .init(fraction: $0, stratified: true) },
      partitioning: partitioning, seed: 5)
  }

  private static func write(_ files: [String: [UInt8]], to folder: TemporaryFolder) {
    for (name, bytes) in files { folder.write(name, bytes) }
  }

  private static func mapped(in folder: TemporaryFolder) -> ReadData {
    { (path) throws(DatasetError) in try mapFile(folder.path + "/" + path) }
  }

  @Test(arguments: forms.indices)
  func `the same bytes from memory, mapped, kept and found again`(form: Int) throws {
    let (recipe, files) = Self.forms[form]
    let folder = TemporaryFolder()
    Self.write(files, to: folder)
    let expected = try digest(prepared(recipe, files))
    let read = Self.mapped(in: folder)
    #expect(try digest(prepare(recipe, read: read)) == expected)
    let cache = DataCache(folder: folder.path + "/a/cache")
    #expect(try digest(prepare(recipe, read: read, cache: cache)) == expected)
    let kept = TemporaryFolder.names(in: folder.path + "/a/cache")
    #expect(kept.filter { $0.hasSuffix(".rows") }.count == 1)
    let again = try prepare(recipe, read: read, cache: cache)
    #expect(digest(again) == expected)
    #expect(TemporaryFolder.names(in: folder.path + "/a/cache") == kept)
    try again.requireUnchanged()
    again.releaseTrainingRows(again.clients[0].rows)
    #expect(digest(again) == expected)
  }

  @Test func `other recipes and other contents are kept apart, other names of the same are not`() throws {
    let (recipe, files) = Self.forms[3]
    let folder = TemporaryFolder()
    let cache = DataCache(folder: folder.path + "/cache")
    func kept() -> Int {
      TemporaryFolder.names(in: folder.path + "/cache").filter { $0.hasSuffix(".rows") }.count
    }
    folder.write("d", files["d"]!)
    folder.write("e", files["d"]!)
    let first = try prepare(recipe, read: Self.mapped(in: folder), cache: cache)
    var renamed = recipe
    renamed.format = .csv(path: "e")
    let second = try prepare(renamed, read: Self.mapped(in: folder), cache: cache)
    #expect(second.x == first.x && second.sources.map(\.path) == ["e"])
    #expect(kept() == 1)
    var reseeded = recipe
    reseeded.seed = 6
    #expect(try prepare(reseeded, read: Self.mapped(in: folder), cache: cache).x != first.x)
    #expect(kept() == 2)
    folder.write("d", files["d"]! + Array(Self.csv.suffix(400)).drop { $0 != 10 }.dropFirst())
    #expect(try prepare(recipe, read: Self.mapped(in: folder), cache: cache).y.count > first.y.count)
    #expect(kept() == 3)
  }

  @Test func `a damaged file of the cache is made again`() throws {
    let (recipe, files) = Self.forms[2]
    let folder = TemporaryFolder()
    Self.write(files, to: folder)
    let cacheFolder = folder.path + "/cache"
    func prepareAgain() throws -> String {
      try digest(prepare(recipe, read: Self.mapped(in: folder), cache: DataCache(folder: cacheFolder)))
    }
    let expected = try prepareAgain()
    let name = try #require(TemporaryFolder.names(in: cacheFolder).first { $0.hasSuffix(".rows") })
    let sound = try readFile(cacheFolder + "/" + name)
    var damaged: [[UInt8]] = [[], [0], Array(sound.prefix(40)), sound.dropLast(), sound + [0]]
    var stream = RandomStream(seed: 3, purpose: .fingerprint)
    for at in [0, 7, 9, 70, sound.count - 1] + (0..<5).map({ _ in stream.below(sound.count) }) {
      var bytes = sound
      bytes[at] ^= 0x40
      damaged.append(bytes)
    }
    for (index, bytes) in damaged.enumerated() {
      folder.write("cache/" + name, bytes)
      #expect(try prepareAgain() == expected, "damage \(index)")
      #expect(try readFile(cacheFolder + "/" + name) == sound, "damage \(index)")
    }
  }

  @Test func `several at once get the same`() async throws {
    let (recipe, files) = Self.forms[3]
    let folder = TemporaryFolder()
    Self.write(files, to: folder)
    let path = folder.path
    let digests = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<3 {
        group.addTask {
          let cache = DataCache(folder: path + "/cache")
          let data = try prepare(
            recipe, read: { (name) throws(DatasetError) in try mapFile(path + "/" + name) }, cache: cache)
          return digest(data)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(try digests == Array(repeating: digest(prepared(recipe, files)), count: 3))
    #expect(!TemporaryFolder.names(in: path + "/cache").contains { $0.hasPrefix("muster-unfinished") })
  }

  @Test func `a folder that cannot be is a cache in which nothing is found`() throws {
    let (recipe, files) = Self.forms[4]
    let folder = TemporaryFolder()
    Self.write(files, to: folder)
    let cache = DataCache(folder: folder.path + "/d/cache")
    let data = try prepare(recipe, read: Self.mapped(in: folder), cache: cache)
    #expect(try digest(data) == digest(prepared(recipe, files)))
  }

  @Test func `the files least recently used make room, and no others`() throws {
    let (recipe, files) = Self.forms[3]
    let folder = TemporaryFolder()
    Self.write(files, to: folder)
    folder.write("mine.rows", [1, 2, 3])
    let cache = DataCache(folder: folder.path, mostBytes: 3_000_000)
    for seed in 1...6 as ClosedRange<UInt64> {
      var recipe = recipe
      recipe.seed = seed
      _ = try prepare(recipe, read: Self.mapped(in: folder), cache: cache)
    }
    let names = TemporaryFolder.names(in: folder.path)
    #expect(names.filter { $0.hasSuffix(".rows") && $0 != "mine.rows" }.count == 2)
    #expect(names.contains("mine.rows") && names.contains("d"))
  }
}
