import Datasets
import Determinism
import Testing

/// The files here were written by numpy 2.4 (`numpy.lib.format.write_array`) and by Python's `struct` and
/// `gzip`.
struct ArrayFileTests {
  private static let header1 = "934e554d505901007600"
  private static let labels = [UInt8](
    hex: header1 + hexHeader("<i8", "(2,)", 117) + "0700000000000000ffffffffffffffff")!
  private static let images = [UInt8](hex: "0000080300000003000000020000000200ff0102030405060708090a")!
  private static let imageLabels = [UInt8](hex: "0000080100000003090209")!
  private static let idx = DatasetRecipe(
    format: .idx(images: "i", labels: "l", testImages: nil, testLabels: nil), partitioning: .iid(clients: 1),
    seed: 1)

  private static func hexHeader(_ descr: String, _ shape: String, _ width: Int) -> String {
    let text = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape), }"
    return Array((text + String(repeating: " ", count: width - text.utf8.count) + "\n").utf8).hex
  }

  @Test func `reads numpy's f4, f8, i4, i8 and u1, versions 1 and 2`() throws {
    let f4 =
      Self.header1 + Self.hexHeader("<f4", "(2, 3)", 117) + "0000c03f000000c000005040000000006f12833a0000e040"
    let f8 =
      "934e554d5059020074000000" + Self.hexHeader("<f8", "(2, 2)", 115)
      + "9a9999999999b93f00000000000000400000000000000840000000205fa02242"
    let u1 = Self.header1 + Self.hexHeader("|u1", "(2, 2, 2)", 117) + "0001020304050607"
    let i4 = Self.header1 + Self.hexHeader("<i4", "(2,)", 117) + "07000000ffffffff"
    let expected: [(String, [Float], Int)] = [
      (f4, [1.5, -2, 3.25, 0, 1e-3, 7], 3), (f8, [0.1, 2, 3, 4e10], 2), (u1, [0, 1, 2, 3, 4, 5, 6, 7], 4),
    ]
    for (hex, x, features) in expected {
      let data = try prepared(npyRecipe(), ["x": [UInt8](hex: hex)!, "y": Self.labels])
      #expect(data.x == Floats(x))
      #expect(data.features == features)
      #expect(data.classNames == ["-1", "7"])
      #expect(data.y == [1, 0])
      let regression = try prepared(
        npyRecipe(classes: false), ["x": [UInt8](hex: hex)!, "y": [UInt8](hex: i4)!])
      #expect(regression.y == [7, -1])
    }
  }

  @Test func `reads idx files, plain and gzipped, to the same rows`() throws {
    let packed = [
      "i": [UInt8](
        hex: "1f8b08000000000002036360e06066606000612630fecfc8c4ccc2cac6cec1c90500cee75bf31c000000")!,
      "l": [UInt8](hex: "1f8b08000000000002036360e06064606060e664e204002d5d7b4a0b000000")!,
    ]
    for files in [["i": Self.images, "l": Self.imageLabels], packed] {
      let data = try prepared(Self.idx, files)
      #expect(data.x == [0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      #expect(data.y == [1, 0, 1])
      #expect(data.classNames == ["2", "9"])
      #expect(data.featureNames == ["x0", "x1", "x2", "x3"])
    }
  }

  @Test func `reads big-endian floats from idx`() throws {
    let floats = [UInt8](hex: "00000d0200000002000000023fc00000c00000003e800000501502f9")!
    let data = try prepared(Self.idx, ["i": floats, "l": [0, 0, 8, 1, 0, 0, 0, 2, 5, 6]])
    #expect(data.x == [1.5, -2, 0.25, 1e10])
  }

  @Test func `test files are the test rows, and their labels count as classes`() throws {
    var recipe = Self.idx
    recipe.format = .idx(images: "i", labels: "l", testImages: "ti", testLabels: "tl")
    let testImages: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4]
    let testLabels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 1, 5]
    let files = ["i": Self.images, "l": Self.imageLabels, "ti": testImages, "tl": testLabels]
    let data = try prepared(recipe, files)
    #expect(data.sources.map(\.path) == ["i", "l", "ti", "tl"])
    #expect(data.classNames == ["2", "5", "9"])
    #expect(data.y == [2, 0, 2])
    #expect(data.testX == [1, 2, 3, 4])
    #expect(data.testY == [1])

    recipe.test = .init(fraction: 0.5, stratified: false)
    #expect(
      refusal(recipe, files)
        == "the source has test files and is split as well\nhelp: remove `data.test`, or the test files from `data.source`"
    )
    recipe.format = .idx(images: "i", labels: "l", testImages: "ti", testLabels: nil)
    #expect(
      refusal(recipe, files)
        == "ti: only one of the two test files is named\nhelp: name both test files or neither")
  }

  @Test(
    arguments: [
      ([], "i: is not an IDX file\nhelp: name a file in MNIST's format, plain or gzipped"),
      ([1, 2, 3, 4], "i: is not an IDX file\nhelp: name a file in MNIST's format, plain or gzipped"),
      (
        [0, 0, 8, 3, 0, 0],
        "i: its header promises 16 bytes, but it holds 6\nhelp: fetch or write the file again"
      ),
      (
        [0, 0, 0x0E, 1, 0, 0, 0, 0],
        "i: has elements of type 64-bit float\n"
          + "help: use unsigned bytes, 32-bit floats, or for npy also little-endian f8, i4 and i8"
      ),
      (
        [0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255],
        "i: holds more than the 1073741824 values that a data set may have\nhelp: use fewer rows or features"
      ),
      (
        [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 7],
        "i: its header promises 14 bytes, but it holds 13\nhelp: fetch or write the file again"
      ),
      (
        [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8],
        "i: holds more than the 13 bytes that its header promises\nhelp: fetch or write the file again"
      ),
      (
        [0, 0, 8, 1, 0, 0, 0, 2, 7, 8],
        "i: has the shape [2]\nhelp: features need at least two axes, rows first; labels need one"
      ),
      (
        [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 7, 8],
        "l: has 3 rows, but i has 2\nhelp: name files that belong together"
      ),
      ([0x1F, 0x8B, 8, 0], "i: is not sound gzip data\nhelp: fetch or compress the file again"),
    ] as [([UInt8], String)])
  func `refuses idx files that lie`(file: [UInt8], message: String) {
    #expect(refusal(Self.idx, ["i": file, "l": Self.imageLabels]) == message)
  }

  @Test func `a gzip bomb is not unpacked beyond what its header promises`() {
    // One image of one pixel in the header, then 100 zero bytes.
    let bomb = [UInt8](hex: Self.bombHex)!
    #expect(
      refusal(Self.idx, ["i": bomb, "l": [0, 0, 8, 1, 0, 0, 0, 1, 5]])
        == "i: holds more than the 17 bytes that its header promises\nhelp: fetch or write the file again")
  }

  @Test func `refuses npy files that lie`() {
    let f4 = npy("<f4", "(1, 2)", Array(repeating: 0, count: 8))
    let y = npy("|u1", "(1,)", [3])
    func message(_ x: [UInt8], _ y: [UInt8]) -> String { refusal(npyRecipe(), ["x": x, "y": y]) }
    let fortran = Array(
      String(decoding: f4.dropFirst(10), as: UTF8.self).replacing("False", with: "True ").utf8)
    #expect(
      message(Array(f4.prefix(10)) + fortran, y)
        == "x: is in Fortran order\nhelp: save numpy.ascontiguousarray(a)")
    #expect(
      message(npy(">f4", "(1, 2)", Array(repeating: 0, count: 8)), y)
        == "x: has elements of type >f4\nhelp: use unsigned bytes, 32-bit floats, or for npy also little-endian f8, i4 and i8"
    )
    #expect(message(Array("PK".utf8), y) == "x: is not an NPY file\nhelp: write it with numpy.save")
    #expect(
      message(npy("<f4", "(-1, 2)", []), y)
        == "x: has an NPY header that cannot be understood\nhelp: write it with numpy.save")
    #expect(
      message(npy("<f4", "(99999999999, 99999999999)", []), y)
        == "x: holds more than the 1073741824 values that a data set may have\nhelp: use fewer rows or features"
    )
    #expect(
      message(npy("<f4", "(1, 2)", [0]), y)
        == "x: its header promises 136 bytes, but it holds 129\nhelp: fetch or write the file again")
    #expect(
      message(npy("<f4", "(1, 2)", [0, 0, 0, 0, 0, 0, 0xC0, 0x7F]), y)
        == "x: row 0, feature 1 is not a finite 32-bit number\nhelp: replace missing and infinite values")
    #expect(
      message(f4, npy("<f4", "(1,)", [0, 0, 0, 0x3F]))
        == "y: label 0.5 of row 0 is not an integer\nhelp: use integer labels, or set `use_case.task` to `regression`"
    )
    #expect(
      message(f4, npy("<i8", "(1,)", [0, 0, 0, 0, 0, 0, 0, 0x40]))
        == "y: label 4.611686018427388e+18 of row 0 is too large\nhelp: number the classes from 0 on")
    #expect(
      message(f4, npy("|u1", "(1, 2)", [1, 2]))
        == "y: has the shape [1, 2]\nhelp: features need at least two axes, rows first; labels need one")
  }

  @Test func `only csv has columns to partition by`() {
    #expect(
      refusal(npyRecipe(partitioning: .column("desk")), numberedRows(labels: [0, 1]))
        == "only a csv file has named columns to partition by\nhelp: partition by `iid`, `dirichlet` or `shards`"
    )
  }

  private static let bombHex = "1f8b08000000000002036360e0606660606044c234070062c28d3d74000000"
}
