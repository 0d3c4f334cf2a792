import Foundation
import Testing

struct ListTests {
  /// Four runs of two jobs: points, line, points, points.
  private func recorded() throws -> Muster {
    let folder = try Folder.with(Job(rounds: 1))
    let muster = Muster(in: folder)
    for (name, seed) in [("points", 1), ("other", 2), ("points", 3), ("points", 4)] {
      try folder.write(Job(name: name, seed: seed, rounds: 1).text, to: "job.yaml")
      #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    }
    return muster
  }

  private func runs(_ muster: Muster, _ arguments: [String]) throws -> [Int] {
    let json = try muster.start(["list", "--format", "json"] + arguments).finish().json()
    return (json as? [[String: Any]] ?? []).compactMap { $0["run"] as? Int }
  }

  @Test func `runs are chosen by job, status and age`() throws {
    let muster = try recorded()
    #expect(try runs(muster, []) == [1, 2, 3, 4])
    #expect(try runs(muster, ["--last", "2"]) == [3, 4])
    #expect(try runs(muster, ["--job", "other"]) == [2])
    #expect(try runs(muster, ["--job", "points", "--last", "2"]) == [3, 4])
    #expect(try runs(muster, ["--job", "points", "--status", "succeeded"]) == [1, 3, 4])
    #expect(try runs(muster, ["--status", "missed"]) == [])
    #expect(try muster.run("list", "--status", "missed") == Finished(0, output: "no such runs\n"))
    #expect(try muster.run("list", "--last", "0").status == 64)
    #expect(try muster.run("list", "--status", "good").status == 64)
    for options in [
      ["--batches", "--job", "points"], ["--batch", "1", "--status", "missed"],
      ["--batch", "1", "--last", "2"],
    ] {
      #expect(try muster.run(["list"] + options).status == 64, "options that would mean nothing")
    }
  }
}
