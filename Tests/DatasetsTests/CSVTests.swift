import Datasets
import Determinism
import Testing

struct CSVTests {
  @Test func `reads quotes, line endings, a byte order mark and empty lines as RFC 4180 has them`() throws {
    let text =
      "\u{FEFF}\"a \"\"b\"\"\",\"c,d\",y\r\n1, 2.5 ,\"yes, please\"\r\n\r\n\"-3\",+4e1,no\n.5,1E-2,no\r7.,0,\"no\""
    let data = try prepared(csvRecipe(), ["d.csv": Array(text.utf8)])
    #expect(data.featureNames == ["a \"b\"", "c,d"])
    #expect(data.classNames == ["no", "yes, please"])
    #expect(data.x == [1, 2.5, -3, 40, 0.5, 0.01, 7, 0])
    #expect(data.y == [1, 0, 0, 0])
    #expect(data.sources == [.init(path: "d.csv", digest: Digest.of(Array(text.utf8)))])
  }

  @Test func `a doubled quote and a comma may stand in a quoted label`() throws {
    let data = try prepared(csvRecipe(), ["d.csv": Array("a,y\n1,\"x\"\"\"\",y\"\n2,z\n".utf8)])
    #expect(data.classNames == ["x\"\",y", "z"])
  }

  @Test func `spaces around a cell do not count, unless it is quoted`() throws {
    let text = "a , y, desk\n1, sick ,n\n 2,sick, n\n3,\" sick\",n \n"
    let data = try prepared(csvRecipe(partitioning: .column("desk")), ["d.csv": Array(text.utf8)])
    #expect(data.featureNames == ["a"])
    #expect(data.classNames == [" sick", "sick"])
    #expect(data.clients.map(\.name) == ["n"])
    #expect(data.x == [1, 2, 3])
  }

  @Test(arguments: [
    (["10", "9", "-1", "010"], ["-1", "9", "010", "10"]),
    (["10", "9", "x"], ["10", "9", "x"]),
    (["é", "z", "Z", "a"], ["Z", "a", "z", "é"]),
    (["1.0", "0.5", "10"], ["0.5", "1.0", "10"]),
  ])
  func `classes are in number order if all are integers, else in Unicode order`(
    labels: [String], sorted: [String]
  ) throws {
    let text = "a,y\n" + labels.map { "0,\($0)\n" }.joined()
    let data = try prepared(csvRecipe(), ["d.csv": Array(text.utf8)])
    #expect(data.classNames == sorted)
    #expect(data.y == Floats(labels.map { Float(sorted.firstIndex(of: $0)!) }))
  }

  @Test func `numbers in any dress are the nearest floats`() throws {
    var stream = RandomStream(seed: 77, purpose: .fingerprint)
    let texts = (0..<4000).map { _ in
      let digits = (0...stream.below(21)).map { _ in String(stream.below(10)) }
      let point = stream.below(digits.count + 1)
      let number = digits[..<point].joined() + (stream.below(3) > 0 ? "." : "") + digits[point...].joined()
      let exponent = stream.below(4) == 0 ? "e\(stream.below(9) - 4)" : ""
      return ["", "-", "+"][stream.below(3)] + number + exponent
    }
    for end in ["\n", "\r\n", " \n", ""] {
      let lines = texts.map { "u,\($0)" }.joined(separator: end.isEmpty ? "\r" : end)
      let data = try prepared(csvRecipe(), ["d.csv": Array(("y,a\n" + lines + end).utf8)])
      #expect(data.x.array == texts.map { Float(Double($0)!) }, "seed 77")
    }
  }

  @Test func `uses the named features, in the file's order, and drops without reading`() throws {
    let file = Array("id,a,b,y\nx,1,2,0.5\n,3,4,1.5\n".utf8)
    let listed = try prepared(csvRecipe(features: ["b", "a"], classes: false), ["d.csv": file])
    let dropped = try prepared(csvRecipe(drop: ["id", "a"], classes: false), ["d.csv": file])
    #expect(listed.featureNames == ["a", "b"])
    #expect(listed.x == [1, 2, 3, 4])
    #expect(listed.y == [0.5, 1.5])
    #expect(listed.classNames.isEmpty)
    #expect(dropped.featureNames == ["b"])
    #expect(dropped.x == [2, 4])
  }

  @Test func `a column's values are the clients, in order, and no feature`() throws {
    let file = Array("desk,a,y\n10,1,u\n9,2,u\n10,3,v\n9,4,v\n11,5,v\n".utf8)
    let data = try prepared(csvRecipe(partitioning: .column("desk")), ["d.csv": file])
    #expect(data.featureNames == ["a"])
    #expect(data.clients.map(\.name) == ["9", "10", "11"])
    #expect(data.clients.map(\.rows) == [0..<2, 2..<4, 4..<5])
    #expect(data.x == [2, 4, 1, 3, 5])
    #expect(data.labelCounts == [[1, 1], [1, 1], [0, 1]])
  }

  @Test(arguments: [
    ("", csvRecipe(), "d.csv: has no rows\nhelp: add rows, or name another file"),
    ("a,y\n\n", csvRecipe(), "d.csv: has no rows\nhelp: add rows, or name another file"),
    (
      "a,y\n1,u\n2\n", csvRecipe(),
      "d.csv:3: has 1 cell, but the header has 2\nhelp: quote cells that hold a comma"
    ),
    (
      "a,y\n1,u\n2,v,w,x\n", csvRecipe(),
      "d.csv:3: has 4 cells, but the header has 2\nhelp: quote cells that hold a comma"
    ),
    (
      "a,y\n\"1\",u\r\n\n\n,v\n", csvRecipe(),
      "d.csv:5: column `a`: is empty\nhelp: fill it, remove the row, or name the column in `data.source.drop`"
    ),
    (
      "a,y\n1,\n", csvRecipe(),
      "d.csv:2: column `y`: is empty\nhelp: fill it or remove the row"
    ),
    (
      "a,y\n1,u\n1;5,v\n", csvRecipe(),
      "d.csv:3: column `a`: `1;5` is not a number\n"
        + "help: write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in `data.source.drop`"
    ),
    (
      "a,y\n1,u\n", csvRecipe(classes: false),
      "d.csv:2: column `y`: `u` is not a number\n"
        + "help: write finite decimal numbers such as 12, -0.5 or 1e-3, or set `use_case.task` to `classification`"
    ),
    (
      "a,y\n1,u\n\"2,v\n", csvRecipe(),
      "d.csv:3: column `a`: a quoted cell is never closed\n"
        + "help: close the quote; write a quote inside a quoted cell as \"\""
    ),
    (
      "a,y\n1,u\"\n", csvRecipe(),
      "d.csv:2: column `y`: a quote stands where none may be\n"
        + "help: quote the whole cell and write a quote inside it as \"\""
    ),
    (
      "a,y\n1,\"u\"v\n", csvRecipe(),
      "d.csv:2: column `y`: a quote stands where none may be\n"
        + "help: quote the whole cell and write a quote inside it as \"\""
    ),
    (
      "radius,diagnosis\n1,u\n", csvRecipe(label: "diagnossi"),
      "d.csv:1: column `diagnossi`: there is no such column\nhelp: did you mean `diagnosis`?"
    ),
    (
      "radius,area,y\n1,2,u\n", csvRecipe(drop: ["raduis"]),
      "d.csv:1: column `raduis`: there is no such column\nhelp: did you mean `radius`?"
    ),
    (
      "radius,area,y\n1,2,u\n", csvRecipe(features: ["mass"]),
      "d.csv:1: column `mass`: there is no such column\nhelp: the columns are `radius`, `area`, `y`"
    ),
    (
      "a,y\n1,u\n", csvRecipe(partitioning: .column("desk")),
      "d.csv:1: column `desk`: there is no such column\nhelp: the columns are `a`, `y`"
    ),
    (
      "a,b,a,y\n1,2,3,u\n", csvRecipe(),
      "d.csv:1: column `a`: columns 1 and 3 have the same name\nhelp: rename one of them"
    ),
    ("a,,y\n1,2,u\n", csvRecipe(), "d.csv:1: column 2 has no name\nhelp: give it a name in the header line"),
    (
      "a,y\n1,u\n", csvRecipe(label: nil),
      "it is not said which column is the label\nhelp: name it in `data.source.label`"
    ),
    (
      "a,y\n1,u\n", csvRecipe(drop: ["a"]),
      "d.csv:1: no column is left to learn from\nhelp: name fewer columns in `data.source.drop`"
    ),
    (
      "a,y\n1,u\n", csvRecipe(drop: ["y"]),
      "column `y`: is both the label and dropped\nhelp: name it once"
    ),
    (
      "fixed acidity;quality\n7.4;5\n", csvRecipe(),
      "d.csv:1: its header has semicolons between the columns, and no comma\n"
        + "help: save the file with commas between the cells and a point in decimal numbers"
    ),
    (
      "\n\"a\";\"y\"\n1;u\n", csvRecipe(),
      "d.csv:2: its header has semicolons between the columns, and no comma\n"
        + "help: save the file with commas between the cells and a point in decimal numbers"
    ),
    (
      "a\ty\n1\tu\n", csvRecipe(),
      "d.csv:1: its header has tabs between the columns, and no comma\n"
        + "help: save the file with commas between the cells and a point in decimal numbers"
    ),
    (
      "a,\" y\"\n1,u\n", csvRecipe(),
      "d.csv:1: column `y`: there is no such column\nhelp: did you mean ` y`?"
    ),
    (
      "a,\" state\"\n1,u\n", csvRecipe(label: "state"),
      "d.csv:1: column `state`: there is no such column\nhelp: did you mean ` state`?"
    ),
    (
      "a,y\n1e39,u\n", csvRecipe(),
      "d.csv:2: column `a`: `1e39` is too large for a 32-bit float\nhelp: measure the column in a larger unit"
    ),
    (
      "a,y\n-1e999,u\n", csvRecipe(),
      "d.csv:2: column `a`: `-1e999` is too large for a 32-bit float\nhelp: measure the column in a larger unit"
    ),
    (
      "a,y\ninf,u\n", csvRecipe(),
      "d.csv:2: column `a`: `inf` is not a number\n"
        + "help: write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in `data.source.drop`"
    ),
    (
      "a,y\n\u{1B}[2J\0,u\n", csvRecipe(),
      "d.csv:2: column `a`: `\u{FFFD}[2J\u{FFFD}` is not a number\n"
        + "help: write finite decimal numbers such as 12, -0.5 or 1e-3, or name the column in `data.source.drop`"
    ),
    (
      "a,y\n1,u\n2,\"v\nw\"\n", csvRecipe(),
      "d.csv:3: column `y`: `v\u{FFFD}w` holds a control or invisible character\n"
        + "help: names of columns, classes and clients are plain text of one line"
    ),
    (
      "desk,a,y\n\u{9B}31m,1,u\n", csvRecipe(partitioning: .column("desk")),
      "d.csv:2: column `desk`: `\u{FFFD}31m` holds a control or invisible character\n"
        + "help: names of columns, classes and clients are plain text of one line"
    ),
    (
      "a\u{2028}b,y\n1,u\n", csvRecipe(),
      "d.csv:1: `a\u{FFFD}b` holds a control or invisible character\n"
        + "help: names of columns, classes and clients are plain text of one line"
    ),
    (
      "a,y\n1,u\n", csvRecipe(features: ["a"], partitioning: .column("a")),
      "column `a`: is both a feature and the partition column\nhelp: name it once"
    ),
  ])
  func `says what is wrong, where, and what to do`(text: String, recipe: DatasetRecipe, message: String) {
    #expect(refusal(recipe, ["d.csv": Array(text.utf8)]) == message)
  }

  @Test
  func `text that is not UTF-8 is refused in the header and in labels, and passed over where it is dropped`()
    throws
  {
    let header: [UInt8] = Array("a,\u{79}".utf8) + [0xFF, 0x0A] + Array("1,u\n".utf8)
    let label: [UInt8] = Array("a,y\n1,".utf8) + [0xC3, 0x28, 0x0A]
    #expect(refusal(csvRecipe(), ["d.csv": header]) == "d.csv:1: is not UTF-8\nhelp: save the file as UTF-8")
    #expect(
      refusal(csvRecipe(), ["d.csv": label])
        == "d.csv:2: column `y`: is not UTF-8\nhelp: save the file as UTF-8")
    let dropped: [UInt8] = Array("n,a,y\n".utf8) + [0xFF] + Array(",1,u\n".utf8)
    #expect(try prepared(csvRecipe(drop: ["n"]), ["d.csv": dropped]).x == [1])
  }
}
