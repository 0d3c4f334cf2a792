import Foundation
import GRDB
import Testing

struct ExportTests {
  private static let files = ["model.npz", "model.onnx", "model.safetensors", "predictions.csv"]

  /// A folder with a run and all that is exported of it.
  private static func exported(_ job: Job = Job()) throws -> (Folder, Muster) {
    let folder = try Folder.with(job)
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    let finished = try muster.run("export", "1", files[0], files[1], files[2], files[3])
    #expect(finished.status == 0, "\(finished)")
    return (folder, muster)
  }

  private func bytes(of folder: Folder) throws -> [Data] {
    try Self.files.map { try Data(contentsOf: URL(fileURLWithPath: folder($0))) }
  }

  @Test func `the same run gives the same bytes, in any folder and with any number of workers`() throws {
    let (first, muster) = try Self.exported()
    let second = try Folder.with()
    let other = Muster(in: second)
    try other.run("run", "job.yaml", "--quiet", "--workers", "1")
    let told = try other.run(
      "export", "1", "model.npz", "model.onnx", "model.safetensors", "predictions.csv", "--format", "json")
    #expect(try bytes(of: first) == bytes(of: second))
    let json = try #require(try told.json() as? [String: Any])
    let sizes = (json["files"] as? [[String: Any]])?.compactMap { $0["bytes"] as? Int }
    #expect(try sizes == bytes(of: first).map(\.count))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `predictions are of the test rows, as many right as the run's evaluation counted`() throws {
    let (folder, _) = try Self.exported()
    let points = Job.points.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    let text = try String(contentsOfFile: folder("predictions.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: ",") }
    try #require(lines.count == 19)
    #expect(
      lines[0].joined(separator: ",")
        == "row,truth,prediction,probability_blue,probability_green,probability_red")
    let rows = try lines.dropFirst().map { try #require(Int($0[0])) }
    #expect(rows == rows.sorted())
    for line in lines.dropFirst() { #expect(try line[1] == points[#require(Int(line[0]))][2]) }
    let confusion = try #require(
      try folder.record {
        try String.fetchOne($0, sql: "SELECT confusion FROM evaluation ORDER BY round DESC")
      } ?? nil)
    let counts = try #require(try JSONSerialization.jsonObject(with: Data(confusion.utf8)) as? [Int])
    #expect(lines.dropFirst().count { $0[1] == $0[2] } == counts[0] + counts[4] + counts[8])
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: Oracle.python),
      "Scripts/setup makes the Python environment"))
  func `onnxruntime serves the raw rows as predictions_csv has them`() throws {
    let (folder, _) = try Self.exported()
    let check = try Running(
      [
        Oracle.python, Oracle.top + "/Tests/Fixtures/check-predictions.py", folder("model.onnx"),
        folder("points.csv"), folder("predictions.csv"),
      ], environment: [Running.mark: folder.path])
    #expect(try check.finish() == Finished(0, output: "18 rows agree\n"))
  }

  @Test func `a name that says nothing is refused before anything is written`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    let refused = try muster.run("export", "1", "model.onnx", "model.h5")
    #expect(refused.status == 64)
    #expect(
      refused.errors.hasPrefix(
        "error: model.h5: it cannot be told what to write there\n  help: end its name in .safetensors "))
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])
  }

  @Test func `a model that is not the recorded one is not exported`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try folder.tamper("UPDATE checkpoint_part SET parameters = zeroblob(length(parameters))")
    let refused = try muster.run("export", "1", "model.onnx")
    #expect(
      refused
        == Finished(
          3,
          errors: """
            error: muster.sqlite: the record is damaged: the model of run 1 is not the one that round 4 gave
              help: go back to a copy of the record

            """))
    #expect(!folder.files.contains("model.onnx"))
  }

  @Test func `data that has changed since is refused`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try folder.write(Job.points + "1,2,red\n", to: "points.csv")
    let refused = try muster.run("export", "1", "model.onnx")
    #expect(refused.status == 3)
    #expect(refused.errors.contains("the data has changed: "), "\(refused)")
  }

  @Test func `a run that diverged has no last model`() throws {
    let folder = try Folder()
    try folder.write(Job.line, to: "line.csv")
    try folder.write(Job.diverging, to: "job.yaml")
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet").status == 1)
    #expect(
      try muster.run("export", "1", "model.onnx").errors.hasPrefix(
        "error: run 1 has no last model: it is diverged\n  help: "))
  }
}

/// The Python environment that Scripts/setup makes.
enum Oracle {
  static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let python = top + "/.build/oracles/bin/python3"
}
