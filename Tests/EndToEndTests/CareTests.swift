import Foundation
import GRDB
import Testing

/// Taking care of records: copies, imports, pruning. Each with the real program.
struct CareTests {
  private func recorded(_ jobs: [Job] = [Job(network: "villages")], in record: String = "muster.sqlite")
    throws
    -> (Folder, Muster)
  {
    let folder = try Folder.with(jobs[0])
    for (number, job) in jobs.enumerated() {
      try folder.write(job.text, to: "job-\(number).yaml")
      try Muster(in: folder).run("run", "job-\(number).yaml", "--quiet", "--record", record)
    }
    return (folder, Muster(in: folder))
  }

  @Test func `a backup is a record like any other, and takes the place of one only when told`() throws {
    let (folder, muster) = try recorded()
    #expect(
      try muster.run("backup", "copy.sqlite")
        == Finished(0, output: "muster.sqlite was copied to copy.sqlite: 1 run\n"))
    #expect(try muster.run("verify", "--quiet", "--record", "copy.sqlite") == Finished(0))
    #expect(try muster.run("reproduce", "1", "--quiet", "--record", "copy.sqlite") == Finished(0))
    #expect(
      try muster.run("backup", "copy.sqlite")
        == Finished(
          73,
          errors: """
            error: copy.sqlite: the record cannot be written: there is a record already; --force replaces it
              help: mend that and run the command again; what was recorded is kept

            """))
    #expect(try muster.run("backup", "copy.sqlite", "--force", "--quiet") == Finished(0))
    #expect(folder.files == ["copy.sqlite", "job-0.yaml", "job.yaml", "muster.sqlite", "points.csv"])
  }

  @Test func `a damaged record is not copied`() throws {
    let (folder, muster) = try recorded()
    try folder.tamper(
      "UPDATE round SET model_digest = '\(String(repeating: "0", count: 64))' WHERE round = 2")
    let refused = try muster.run("backup", "copy.sqlite")
    #expect(refused.status == 3 && refused.output == "")
    #expect(
      refused.errors.masked(folder).hasSuffix(
        """
        error: 3 findings in muster.sqlite; nothing was copied to copy.sqlite
          help: `muster verify` says the same of the record; go back to an earlier copy, or keep this one with cp

        """), "\(refused)")
    #expect(!folder.files.contains { $0.hasPrefix("copy") })
  }

  @Test func `another machine's run is imported, verified and reproduced`() throws {
    let (folder, muster) = try recorded(in: "theirs.sqlite")
    let imported = try muster.run("import", "theirs.sqlite", "--run", "1")
    #expect(
      imported.output.masked(folder) == """
        there  here  job               record digest
            1     1  points  imported  DIGEST-1…

        """)
    #expect(imported.status == 0 && imported.errors == "")
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("reproduce", "1", "--quiet") == Finished(0))
    #expect(
      try muster.run("show", "1").output.contains(/imported       \S+ from theirs.sqlite, run 1 there\n/))
    #expect(
      try muster.run("import", "theirs.sqlite").output.masked(folder) == """
        there  here  job                                record digest
            1     1  points  is here already, the same  DIGEST-1…

        """)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("list", "--format", "json").output.components(separatedBy: "\"run\":").count == 2)
  }

  @Test func `a run that came out otherwise is told, with how to see why`() throws {
    let (folder, muster) = try recorded()
    _ = try Muster(in: folder).run("run", "job.yaml", "--quiet", "--record", "theirs.sqlite")
    // As if the other machine had computed otherwise, and sealed that.
    try folder.tamper(
      "UPDATE digest SET digest = '\(String(repeating: "0", count: 64))' WHERE part = 'record'")
    let told = try muster.run("import", "theirs.sqlite")
    #expect(
      told
        == Finished(
          3,
          output: """
            there  here  job                                       record digest
                1     1  points  is here with digest 000000000000  \(try digest(folder, "theirs.sqlite"))

            """,
          errors: """
            error: 1 run of theirs.sqlite came out otherwise here
              help: `muster diff 1 1 --with theirs.sqlite` tells how they differ

            """))
  }

  private func digest(_ folder: Folder, _ record: String) throws -> String {
    let digest = try folder.record(record) {
      try String.fetchOne($0, sql: "SELECT digest FROM digest WHERE part = 'record'")
    }
    return String(try #require(digest ?? nil).prefix(12))
  }

  @Test func `a whole record goes to a place where none is`() throws {
    let jobs = [Job(network: "villages"), Job(seed: 8, network: "villages")]
    let (folder, muster) = try recorded(jobs)
    #expect(
      try muster.run("import", "muster.sqlite", "--record", "new.sqlite").output.masked(folder) == """
        there  here  job               record digest
            1     1  points  imported  DIGEST-1…
            2     2  points  imported  DIGEST-2…

        """)
    #expect(try muster.run("verify", "--quiet", "--record", "new.sqlite") == Finished(0))
    #expect(
      try muster.run("show", "2", "--record", "new.sqlite").output.contains(
        /imported       \S+ from muster.sqlite, run 2 there\n/))
    let refused = Finished(
      64,
      errors: """
        error: run 1 was imported from muster.sqlite, which may settle it too
          help: settle it there, where it is run 1

        """)
    #expect(try muster.run("settle", "1", "--record", "new.sqlite") == refused)
    #expect(try muster.run("settle", "1", "--dry-run", "--record", "new.sqlite") == refused)
    #expect(try muster.run("settle", "1").status == 0)
  }

  @Test func `an import that fails leaves no record`() throws {
    let (folder, muster) = try recorded()
    let unknown = try muster.run("import", "muster.sqlite", "--run", "7", "--record", "new.sqlite")
    #expect(unknown.status == 64 && unknown.errors.hasPrefix("error: muster.sqlite: there is no run 7\n"))
    #expect(folder.files == ["job-0.yaml", "job.yaml", "muster.sqlite", "points.csv"])
  }

  @Test func `a record of an earlier muster is brought up to date`() throws {
    let folder = try Folder()
    let dump = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../RecordTests/Version3.sql")
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: folder("muster.sqlite"), configuration: configuration).inDatabase { db in
      try db.execute(sql: String(contentsOf: dump, encoding: .utf8))
      try db.execute(sql: "PRAGMA application_id = 0x4D555354; PRAGMA user_version = 3")
    }
    let muster = Muster(in: folder)
    #expect(
      try muster.run("list")
        == Finished(
          78,
          errors: """
            error: muster.sqlite: the record has schema 3; `muster migrate muster.sqlite` brings it to schema 4; keep a copy

            """))
    #expect(
      try muster.run("migrate", "muster.sqlite")
        == Finished(0, output: "muster.sqlite: brought from schema 3 to schema 4\n"))
    #expect(
      try muster.run("migrate", "muster.sqlite")
        == Finished(0, output: "muster.sqlite: up to date (schema 4)\n"))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `a run that does not go on from the ledger here is refused`() throws {
    let (_, muster) = try recorded([Job(network: "villages"), Job(seed: 8, network: "villages")])
    #expect(
      try muster.run("import", "muster.sqlite", "--run", "2", "--record", "new.sqlite")
        == Finished(
          65,
          errors: """
            error: run 2 does not go on from the ledger of network villages here: it opens after 4 rewarded rounds, \
            here are 0; `--record NEW` takes the whole record into one of its own; nothing was imported

            """))
    #expect(
      try muster.run("import", "muster.sqlite", "--record", "new.sqlite").status == 0, "it is still new")
  }

  @Test func `pruning tells what it would do, then does it, and the run stays the same run`() throws {
    let (folder, muster) = try recorded([Job(network: "villages"), Job(seed: 8, network: "villages")])
    let before = try Data(contentsOf: URL(fileURLWithPath: folder("muster.sqlite")))
    let dry = try muster.run("prune", "--keep-last", "1")
    #expect(
      dry.output.masked(folder) == """
               name    ended                     frees
        run 1  points  TIME   36 B

        would be pruned: 1 run, with 36 B of models; nothing was changed, --yes does it

        """)
    #expect(dry.status == 0 && dry.errors == "")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder("muster.sqlite"))) == before)
    let pruned = try muster.run("prune", "--keep-last", "1", "--yes")
    #expect(pruned.output.contains("\npruned: 1 run; the record had "), "\(pruned)")
    #expect(try muster.run("prune", "--keep-last", "1") == Finished(0, output: "nothing to prune\n"))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("run", "job-0.yaml", "--quiet") == Finished(0))
    #expect(
      try muster.run("show", "1").output.contains(
        /pruned         \S+: its model is gone, reproduce trains it again\n/))
    let gone = try muster.run("export", "1", "model.safetensors")
    #expect(gone.status == 64)
    #expect(
      gone.errors.masked(folder).contains(
        /^error: the model of run 1 was pruned at .*\n  help: `\S+ reproduce 1` trains it again, and keeps it\n$/
      ),
      "\(gone)")
    let reproduced = try muster.run("reproduce", "1")
    #expect(reproduced.output.hasSuffix("\n  model          in the record again\n"), "\(reproduced)")
    #expect(try muster.run("export", "1", "model.safetensors").status == 0)
    #expect(try !muster.run("show", "1").output.contains("its model is gone"))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("prune").status == 64)
    #expect(try muster.run("prune", "--keep", "30").status == 64)
  }
}
