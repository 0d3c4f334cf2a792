import Foundation
import Testing

struct PredictTests {
  /// A folder with a run and its model.
  private static func trained() throws -> Folder {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try muster.run("export", "1", "model.safetensors", "predictions.csv")
    return folder
  }

  private func predict(_ rows: String, in folder: Folder, _ model: String = "model.safetensors") throws
    -> Finished
  {
    try folder.write(rows, to: "rows.csv")
    var muster = Muster(in: folder)
    muster.before = "exec < rows.csv"
    return try muster.run("predict", model)
  }

  @Test func `a file and a run predict the same, and what the export says of the test rows`() throws {
    let folder = try Self.trained()
    let byFile = try predict(Job.points, in: folder)
    #expect(byFile.status == 0)
    #expect(byFile.errors == "")
    #expect(try predict(Job.points, in: folder, "1") == byFile)
    let lines = byFile.output.split(separator: "\n")
    try #require(lines.count == 91)
    let tested = try String(contentsOfFile: folder("predictions.csv"), encoding: .utf8).split(separator: "\n")
    for line in tested.dropFirst() {
      let parts = line.split(separator: ",", maxSplits: 2)
      #expect(try lines[1 + #require(Int(parts[0]))] == parts[2])
    }
  }

  @Test func `the model alone is enough, and columns are found by name`() throws {
    let (folder, bare) = (try Self.trained(), try Folder())
    try FileManager.default.copyItem(atPath: folder("model.safetensors"), toPath: bare("model.safetensors"))
    let expected = try predict("x,y\n1,2\n30,40\n", in: folder)
    try #require(expected.output.split(separator: "\n").count == 3)
    #expect(try predict("note,y,x,kind\r\n\"a\r\nb\",2,1,\r\nc,40,30,red", in: bare) == expected)
    #expect(bare.files == ["model.safetensors", "rows.csv"])
  }

  @Test func `a missing column is named, with the nearest`() throws {
    let folder = try Self.trained()
    #expect(
      try predict("x,Y\n1,2\n", in: folder)
        == Finished(
          65,
          errors: """
            error: standard input:1: column `y`: there is no such column
              help: did you mean `Y`?

            """))
  }

  @Test func `a bad cell is named, and whole lines are written of the rows before it`() throws {
    let folder = try Self.trained()
    let good = try predict("x,y\n1,2\n3,4\n", in: folder)
    #expect(
      try predict("x,y\n1,2\n3,4\n5,six\n7,8\n", in: folder)
        == Finished(
          65, output: good.output,
          errors: """
            error: standard input:4: column `y`: `six` is not a number
              help: write finite decimal numbers such as 12, -0.5 or 1e-3, or leave the row out

            """))
  }

  @Test func `a row that the model gives no number for is named, and not predicted`() throws {
    let folder = try Folder.with()
    // Features so small that their scale takes the largest cells out of a float's range.
    try folder.write(Job.points.replacing(/(\d+),(\d+),/) { "\($0.1)e-6,\($0.2)e-6," }, to: "points.csv")
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try muster.run("export", "1", "model.safetensors")
    let good = try predict("x,y\n1e-6,2e-6\n", in: folder)
    try #require(good.status == 0)
    #expect(
      try predict("x,y\n1e-6,2e-6\n1e38,1\n7,8\n", in: folder)
        == Finished(
          65, output: good.output,
          errors: """
            error: standard input:3: the model gives no number: values are too large for it
              help: mend the row and predict again from it on, or leave it out

            """))
  }

  @Test func `nothing to read and what is no model are refused`() throws {
    let folder = try Self.trained()
    #expect(try predict("", in: folder).status == 65)
    #expect(
      try predict("x,y\n", in: folder, "rows.csv").errors.hasPrefix(
        "error: rows.csv is no safetensors file: "))
    #expect(try predict("x,y\n", in: folder, "2").status == 64)
  }

  @Test func `anomalies are flagged by the model's threshold, or by another`() throws {
    let folder = try Folder.with()
    let anomaly = Job().text.replacing("task: classification", with: "task: anomaly_detection, anomaly: blue")
      .replacing("model: softmax", with: "model: {autoencoder: {hidden: [1], activation: tanh}}")
    try folder.write(anomaly, to: "job.yaml")
    try folder.write(Job.points.replacing("green", with: "red"), to: "points.csv")
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    let exported = try muster.run("export", "1", "model.safetensors", "predictions.csv")
    #expect(exported.status == 0, "\(exported)")
    let lines = try predict(Job.points, in: folder).output.split(separator: "\n").map {
      $0.split(separator: ",")
    }
    #expect(lines.first == ["error", "threshold", "anomaly"])
    try #require(lines.count == 91)
    let threshold = try #require(Float(lines[1][1]))
    for line in lines.dropFirst() {
      #expect(try line[2] == (#require(Float(line[0])) > threshold ? "1" : "0"))
    }
    // Of 12 test rows that are no anomalies the 99th percentile is the largest.
    let tested = try String(contentsOfFile: folder("predictions.csv"), encoding: .utf8).split(separator: "\n")
      .dropFirst().map { $0.split(separator: ",") }
    #expect(tested.filter { $0[1] != "blue" }.compactMap { Float($0[2]) }.max() == threshold)

    var other = muster
    other.before = "exec < points.csv"
    let flagged = try other.run("predict", "model.safetensors", "--threshold", "-1").output
    #expect(flagged.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",-1.0,1") })
  }

  /// 200 MB of rows in an address space that cannot hold them.
  @Test func `memory does not grow with the rows`() throws {
    let folder = try Self.trained()
    let note = String(repeating: "n", count: 2000)
    var muster = Muster(in: folder)
    muster.through = [
      "/bin/sh", "-c",
      "(echo x,note,y; yes 1.5,\(note),2.5 2>/dev/null | head -n 100000) | (ulimit -v 160000; exec \"$@\") | sort | uniq -c",
      "sh",
    ]
    let row = try predict("x,y\n1.5,2.5\n", in: folder).output.split(separator: "\n")
    try #require(row.count == 2)
    let counted = try muster.run("predict", "model.safetensors")
    #expect(counted.errors == "")
    #expect(
      counted.output.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } } == [
        "1 \(row[0])", "100000 \(row[1])",
      ])
  }

  @Test func `it ends when nobody reads on`() throws {
    let folder = try Self.trained()
    var muster = Muster(in: folder)
    muster.through = [
      "/bin/sh", "-c", "(echo x,y; yes 1.5,2.5 2>/dev/null) | \"$@\" | head -n 2 | wc -l", "sh",
    ]
    #expect(try muster.run("predict", "model.safetensors") == Finished(0, output: "2\n"))
  }
}
