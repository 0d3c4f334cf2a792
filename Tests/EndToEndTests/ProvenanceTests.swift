import Foundation
import Testing

/// A run as text for git, and its provenance.
struct ProvenanceTests {
  @Test func `a run's SQL and provenance are the same bytes from any record`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try Muster(in: folder).run("run", "job.yaml", "--quiet", "--record", "other.sqlite")
    #expect(try muster.run("export", "1", "run.sql", "provenance.json").status == 0)
    #expect(try muster.run("export", "1", "again.sql", "again.json").status == 0)
    #expect(try muster.run("export", "1", "other.sql", "--record", "other.sqlite").status == 0)
    let sql = try String(contentsOfFile: folder("run.sql"), encoding: .utf8)
    #expect(try String(contentsOfFile: folder("other.sql"), encoding: .utf8) == sql)
    #expect(sql.hasPrefix("BEGIN;\nCREATE TABLE IF NOT EXISTS network ("))
    #expect(try String(contentsOfFile: folder("again.sql"), encoding: .utf8) == sql)
    let text = try String(contentsOfFile: folder("provenance.json"), encoding: .utf8)
    #expect(try String(contentsOfFile: folder("again.json"), encoding: .utf8) == text)
    try checkStatement(text, folder)
  }

  /// What the specifications require: in-toto Statement v1, SLSA Provenance v1.0.
  private func checkStatement(_ text: String, _ folder: Folder) throws {
    let statement = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(Set(statement.keys) == ["_type", "subject", "predicateType", "predicate"])
    #expect(statement["_type"] as? String == "https://in-toto.io/Statement/v1")
    #expect(statement["predicateType"] as? String == "https://slsa.dev/provenance/v1")
    let subjects = try #require(statement["subject"] as? [[String: Any]])
    #expect(
      try subjects.compactMap { ($0["digest"] as? [String: String])?["sha256"] }.last == folder.digest())
    let predicate = try #require(statement["predicate"] as? [String: [String: Any]])
    let definition = try #require(predicate["buildDefinition"])
    #expect(
      Set(definition.keys) == [
        "buildType", "externalParameters", "internalParameters", "resolvedDependencies",
      ])
    let dependencies = try #require(definition["resolvedDependencies"] as? [[String: Any]])
    // Data is named as the job names it.
    #expect(
      dependencies.compactMap { ($0["uri"] ?? $0["name"]) as? String }
        == ["file://" + folder("job.yaml"), "points.csv"])
    let details = try #require(predicate["runDetails"])
    #expect(Set(details.keys) == ["builder", "metadata"])
    let metadata = try #require(details["metadata"] as? [String: String])
    #expect(Set(metadata.keys) == ["invocationId", "startedOn", "finishedOn"])
  }
}
