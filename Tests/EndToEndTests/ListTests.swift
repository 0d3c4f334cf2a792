import Foundation
import GRDB
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
  }

  @Test func `a record that its writer left open is not read where nothing can be written`() throws {
    let folder = try Folder.with()
    var muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try DatabaseQueue(path: folder("muster.sqlite")).inDatabase { db in
      _ = try Row.fetchAll(db, sql: "PRAGMA journal_mode = WAL")
    }
    if geteuid() == 0 {
      muster.through = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
      guard try muster.run("--version").status == 0 else { return }
    }
    chmod(folder("muster.sqlite"), 0o444)
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    #expect(
      try muster.run("list")
        == Finished(
          78,
          errors: """
            error: muster.sqlite: the record cannot be read: a writer left it open, and then it is read only in a folder \
            that can be written; copy the record, and its -wal or -journal if there is one, to such a folder

            """))
  }
}
