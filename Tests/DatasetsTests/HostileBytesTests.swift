import Datasets
import Determinism
import Testing

/// Damaged files are refused or read as something else; they never end the process.
struct HostileBytesTests {
  private static let idxImages = [UInt8](hex: "0000080300000003000000020000000200ff0102030405060708090a")!
  private static let idxPacked = [UInt8](
    hex: "1f8b08000000000002036360e06066606000612630fecfc8c4ccc2cac6cec1c90500cee75bf31c000000")!
  private static let idxLabels = [UInt8](hex: "0000080100000003090209")!

  private func damaged(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    for _ in 0...stream.below(4) {
      let at = stream.below(bytes.count)
      switch stream.below(5) {
      case 0: bytes[at] = UInt8(stream.below(256))
      case 1: bytes[at] ^= 1 << UInt8(stream.below(8))
      case 2: bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF].prefix(1 + stream.below(4)), at: at)
      case 3: bytes.insert(Array("\",\n\r-.e0'({".utf8)[stream.below(11)], at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + 1 + stream.below(8)))
      }
      if bytes.isEmpty { return [0] }
    }
    return bytes
  }

  private func mutate(_ recipe: DatasetRecipe, _ files: [String: [UInt8]], seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    var refused = 0
    for _ in 0..<3000 {
      var some = files
      for path in files.keys.sorted() where stream.below(2) == 0 {
        some[path] = damaged(files[path]!, &stream)
      }
      do {
        let data = try prepared(recipe, some)
        #expect(data.x.count == data.y.count * data.features)
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 300, "seed \(seed)")
  }

  @Test func `csv`() {
    let text = "id,a,\"b \"\"c\"\"\",y\r\n1,0.5,-1e3,u\r\n2,7,1,v\n\"3\",1,\"2\",u\n4,1,2,v\n"
    let recipe = csvRecipe(
      drop: ["id"], test: .init(fraction: 0.3, stratified: true),
      partitioning: .dirichlet(clients: 2, alpha: 5, minRows: 1))
    mutate(recipe, ["d.csv": Array(text.utf8)], seed: 11)
  }

  @Test func `idx`() {
    var recipe = csvRecipe(test: .init(fraction: 0.3, stratified: false))
    recipe.format = .idx(images: "i", labels: "l", testImages: nil, testLabels: nil)
    mutate(recipe, ["i": Self.idxImages, "l": Self.idxLabels], seed: 12)
    mutate(recipe, ["i": Self.idxPacked, "l": Self.idxLabels], seed: 13)
  }

  @Test func `npy`() {
    let recipe = npyRecipe(scale: .standard, partitioning: .shards(clients: 2, perClient: 2))
    mutate(recipe, numberedRows(labels: [0, 1, 2, 0, 1]), seed: 14)
  }
}
