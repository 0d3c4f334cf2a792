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
    .filter { $0.hasSuffix(".yaml") }.sorted() ?? []

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
    #expect(planned.plan != nil)
  }
}
