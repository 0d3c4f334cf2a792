import Datasets
import Determinism
import Testing

struct ArrivingRowsTests {
  /// - Parameter sizes: of the pieces, over and over.
  private func read(_ text: String, _ features: [String], sizes: [Int]) -> (
    values: [Float], error: DatasetError?
  ) {
    var rows = ArrivingRows(features: features, name: "input")
    var values: [Float] = []
    do throws(DatasetError) {
      var rest = Array(text.utf8)[...]
      for turn in 0... where !rest.isEmpty || turn == 0 {
        let piece = Array(rest.prefix(sizes[turn % sizes.count]))
        rest = rest.dropFirst(piece.count)
        let fault = piece.withUnsafeBytes { bytes -> DatasetError? in
          do throws(DatasetError) { try rows.append(bytes, to: &values) } catch { return error }
          return nil
        }
        if let fault { throw fault }
        if rest.isEmpty { break }
      }
      try rows.finish(into: &values)
      return (values, nil)
    } catch {
      return (values, error)
    }
  }

  @Test(arguments: [[1], [2], [3, 1], [7], [64], [1000]])
  func `columns are found by name, whatever their order and wherever the text is cut`(sizes: [Int]) {
    let text = "\u{FEFF}note,y,\"x, 1\"\r\n\"a\r\nb \"\"c\"\"\",2,1\r\n\r\n,4.5, 3e0 \rz,\"6\",5"
    let (values, error) = read(text, ["x, 1", "y"], sizes: sizes)
    #expect(error == nil)
    #expect(values == [1, 2, 3, 4.5, 5, 6])
  }

  @Test(arguments: [
    ("", "input: has no rows"),
    ("\n\n", "input: has no rows"),
    ("x,Y\n1,2\n", "input:1: column `y`: there is no such column"),
    ("x,y,x\n", "input:1: column `x`: columns 1 and 3 have the same name"),
    ("x;y\n", "input:1: its header has semicolons between the columns, and no comma"),
    ("x,y\n1,2\n\n3,four\n", "input:4: column `y`: `four` is not a number"),
    ("x,y\n1,2\n\"3\n\",4\n", "input:3: column `x`: `3\u{FFFD}` is not a number"),
    ("x,y\n1,2\n3\n", "input:3: has 1 cell, but the header has 2"),
    ("x,y\n1,2\n,4\n", "input:3: column `x`: is empty"),
    ("x,y\n1,2\n\"3,4\n", "input:3: column `x`: a quoted cell is never closed"),
  ])
  func `a fault has its line and column, and the rows before it are there`(text: String, message: String) {
    for size in [1, 5, 100] {
      let (values, error) = read(text, ["x", "y"], sizes: [size])
      #expect(error?.description.contains(message) == true, "\(String(describing: error))")
      #expect(
        values == (text.contains("1,2") && !message.contains(":1:") ? [1, 2] : []), "pieces of \(size)")
    }
  }

  @Test func `a row without an end is told so`() {
    let text = "x,y\n1,2\n" + String(repeating: "1", count: 1 << 26) + "1"
    let (values, error) = read(text, ["x", "y"], sizes: [8, 1 << 27])
    #expect(values == [1, 2])
    #expect(error?.description == "input:3: a row has more than 64 MiB")
  }

  @Test func `each row has the line that it begins at`() throws {
    var rows = ArrivingRows(features: ["x"], name: "input")
    var values: [Float] = []
    var lines: [[Int]] = []
    for piece in ["note,x\n\"a\nb\",1\n\nc,2\nd", ",3\n", "e,", "4"] {
      try Array(piece.utf8).withUnsafeBytes { try rows.append($0, to: &values) }
      lines.append(rows.lines)
    }
    try rows.finish(into: &values)
    #expect(lines == [[2, 5], [6], [6], [6]] && rows.lines == [7])
    #expect(values == [1, 2, 3, 4])
  }

  @Test func `a header alone is no fault`() {
    #expect(read("x,y", ["y"], sizes: [1]).error == nil)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `pieces of any size give the same as the whole`(seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: .fingerprint)
    for _ in 0..<400 {
      let text =
        "a,b\n"
        + (0..<stream.below(60)).map { _ in
          String(UnicodeScalar(Array("0123456789.,,,\n\n\r\"".utf8)[stream.below(18)]))
        }.joined()
      let whole = read(text, ["b", "a"], sizes: [1 << 20])
      let apart = read(text, ["b", "a"], sizes: [1 + stream.below(9), 1 + stream.below(9)])
      #expect(whole.values == apart.values, "seed \(seed): \(text.debugDescription)")
      #expect(whole.error == apart.error, "seed \(seed): \(text.debugDescription)")
    }
  }
}
