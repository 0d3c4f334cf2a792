import Datasets
import Determinism
import Testing

struct RecipeCodingTests {
  private static let recipes = [
    DatasetRecipe(
      format: .csv(path: "a.csv"), label: "y", features: ["a", "b"], drop: ["c"], scale: .standard,
      labelsAreClasses: false, test: .init(fraction: 0.25, stratified: true), partitioning: .column("desk"),
      seed: .max),
    DatasetRecipe(
      format: .idx(images: "i", labels: "l", testImages: "ti", testLabels: "tl"), scale: .minmax,
      partitioning: .dirichlet(clients: 3, alpha: 0.5, minRows: 10), seed: 0),
    DatasetRecipe(
      format: .npy(x: "x", y: "y", testX: nil, testY: nil), partitioning: .shards(clients: 3, perClient: 2),
      seed: 7),
    DatasetRecipe(
      format: .npy(x: "x", y: "y", testX: nil, testY: nil), lastClass: "bad", partitioning: .iid(clients: 3),
      seed: 7),
    DatasetRecipe(
      format: .npy(x: "x", y: "y", testX: "tx", testY: "ty"), partitioning: .ranges(path: "o"), seed: 7),
  ]

  private func encoded(_ recipe: DatasetRecipe) -> [UInt8] {
    var writer = CanonicalWriter()
    recipe.encode(to: &writer)
    return writer.bytes
  }

  @Test(arguments: recipes)
  func `comes back as it went`(recipe: DatasetRecipe) throws {
    var reader = CanonicalReader(encoded(recipe))
    #expect(try DatasetRecipe(from: &reader) == recipe)
    try reader.finish()
  }

  @Test(arguments: recipes)
  func `bytes cut short are refused`(recipe: DatasetRecipe) {
    let bytes = encoded(recipe)
    for count in bytes.indices {
      #expect(throws: CanonicalError.self) {
        var reader = CanonicalReader(Array(bytes[..<count]))
        _ = try DatasetRecipe(from: &reader)
      }
    }
  }

  @Test func `an unknown format is named`() {
    #expect(throws: CanonicalError.invalid("data format", at: 0)) {
      var reader = CanonicalReader([9])
      _ = try DatasetRecipe(from: &reader)
    }
  }
}
