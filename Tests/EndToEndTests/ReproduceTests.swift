import Foundation
import GRDB
import Testing

struct ReproduceTests {
  private func recorded() throws -> (Folder, Muster) {
    let folder = try Folder.with(Job(network: "villages"))
    try Muster(in: folder).run("run", "job.yaml", "--quiet")
    return (folder, Muster(in: folder))
  }

  @Test func `a run is reproduced bit for bit, and the record remembers it`() throws {
    let (folder, muster) = try recorded()
    let digest = try folder.digest()
    let same = try muster.run("reproduce", "1")
    #expect(same.status == 0)
    #expect(
      same.output == """
        Run 1 was reproduced: all 4 rounds are the same, bit for bit.
          record digest  \(digest ?? "")

        """)
    #expect(try muster.run("show", "1").output.contains(/reproduced     .*, same\n/))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try folder.digest() == digest)
  }

  @Test func `changed data is told before anything is trained`() throws {
    let (folder, muster) = try recorded()
    try folder.write(Job.points.replacing("\n0,0,red", with: "\n1,0,red"), to: "points.csv")
    let changed = try muster.run("reproduce", "1")
    #expect(changed.status == 3)
    #expect(changed.output == "")
    #expect(
      changed.errors.masked(folder) == """
        error: the data has changed: FOLDER/points.csv had digest DIGEST-1…, now DIGEST-2…
          help: bring the file of then back; nothing was trained

        """)
  }

  @Test func `a tampered update is found, with round and client`() throws {
    let (folder, muster) = try recorded()
    let (round, client) = (2, 4)
    try folder.tamper(
      "UPDATE client_update SET update_digest = '\(String(repeating: "0", count: 64))' WHERE round = \(round) AND client = \(client)"
    )
    let different = try muster.run("reproduce", "1", "--quiet")
    #expect(different.status == 3)
    #expect(different.output == "")
    #expect(different.errors.contains("round 2") && different.errors.contains("client 4"), "\(different)")
    #expect(try muster.run("show", "1").output.contains(/reproduced .*, different: .*round 2.*client 4/))
    let verified = try muster.run("verify", "--quiet")
    #expect(verified.status == 3)
    #expect(verified.output.hasPrefix("run 1: "))
  }

  @Test func `a record that cannot be written still serves to compare with`() throws {
    let (folder, muster) = try recorded()
    var other = muster
    if geteuid() == 0 {
      other.through = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
      guard try other.run("--version").status == 0 else { return }
    }
    chmod(folder("muster.sqlite"), 0o444)
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let same = try other.run("reproduce", "1", "--quiet")
    #expect(same.status == 0)
    #expect(same.output == "")
    #expect(
      same.errors.contains(
        /^note: the verdict was not recorded: muster.sqlite: the record cannot be written: .*\n$/),
      "\(same)")
    #expect(try other.run("show", "1").status == 0)
    let run = try other.run("run", "job.yaml", "--record", "other.sqlite")
    #expect(run.status == 73, "\(run)")
  }

  @Test func `moved data is found in the folder that is named`() throws {
    let (folder, muster) = try recorded()
    try folder.makeFolder("moved")
    rename(folder("points.csv"), folder("moved/points.csv"))
    #expect(try muster.run("reproduce", "1", "--quiet").status == 65)
    #expect(try muster.run("reproduce", "1", "--quiet", "--folder", "moved") == Finished(0))
  }

  @Test func `other numerics are named as the reason`() throws {
    let folder = try Folder.with()
    var muster = Muster(in: folder)
    muster.environment["OPENBLAS_CORETYPE"] = "Nehalem"
    try muster.run("run", "job.yaml", "--quiet")
    muster.environment["OPENBLAS_CORETYPE"] = "Haswell"
    let reproduced = try muster.run("reproduce", "1", "--quiet")
    // Another BLAS, or another kind of machine, does not know the variable.
    guard reproduced.status != 0 else { return }
    #expect(reproduced.status == 3)
    #expect(reproduced.errors.hasPrefix("note: this machine's BLAS gives other bits than the recorded one"))
    #expect(reproduced.errors.contains("error: run 1 differs: "))
    #expect(try muster.run("show", "1").output.contains(/reproduced .*, incomparable:/))
  }

  @Test func `a job that was reached by a link finds its data again`() throws {
    let (folder, shelf) = (try Folder.with(), try Folder())
    try FileManager.default.moveItem(atPath: folder("job.yaml"), toPath: shelf("job.yaml"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("job.yaml"), withDestinationPath: shelf("job.yaml"))
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("reproduce", "1", "--quiet") == Finished(0))
  }
}
