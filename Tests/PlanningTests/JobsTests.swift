import Datasets
import Foundation
import JobSpec
import Testing
import YAMLTree

@testable import Planning

/// Every job that the repository offers must plan, as it stands.
struct JobsTests {
  static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let jobs =
    (try? FileManager.default.contentsOfDirectory(atPath: top + "/Jobs"))?
    .filter { $0.hasSuffix(".yaml") && $0 != "nightly.yaml" }.sorted() ?? []

  @Test func `there is a job for each industry`() throws {
    #expect(
      Self.jobs == [
        "breast-cancer.yaml", "digits-cnn.yaml", "digits.yaml", "fashion-mnist.yaml",
        "market-volatility.yaml",
        "tumour-anomalies.yaml",
      ])
  }

  @Test(arguments: jobs) func `every job plans without a word`(_ name: String) throws {
    let path = Self.top + "/Jobs/" + name
    let reading = readJob(SourceText(name: path, bytes: try readFile(path)), root: Self.top) { section in
      (try? readFile(section)).map { .success($0) } ?? .failure(.missing)
    }
    #expect(reading.diagnostics.map(\.rendered) == [])
    let planned = planJob(
      try #require(reading.job), resolved: reading.resolved, folder: Self.top + "/Jobs", read: mapFile)
    #expect(planned.diagnostics.map(\.rendered) == [])
    let plan = try #require(planned.plan)
    let files = try #require(plan.job.files(in: Self.top + "/Jobs"))
    #expect(files == plan.files.map(\.path), "what a batch digests to know the run")
    let sources = try files.map { PreparedData.SourceFile(path: $0, digest: try digest(of: mapFile($0))) }
    #expect(runKey(resolved: reading.resolved, files: sources) == plan.runKey)
  }
}
