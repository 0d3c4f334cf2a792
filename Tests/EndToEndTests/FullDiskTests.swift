import GRDB
import Testing

struct FullDiskTests {
  @Test func `a full disk ends a run, and what was recorded before is kept`() throws {
    let job = Job(rounds: 400, network: "villages")
    let (undisturbed, folder) = (try Folder.with(job), try Folder.with(job))
    #expect(try Muster(in: undisturbed).run("run", "job.yaml", "--quiet") == Finished(0))

    // No file may grow beyond 2048 blocks, of 512 or 1024 bytes as the shell counts: writes fail as on a full disk.
    var cramped = Muster(in: folder)
    cramped.before = "trap '' XFSZ; ulimit -f 2048"
    let full = try cramped.run("run", "job.yaml", "--quiet")
    #expect(full.status == 73)
    #expect(full.output == "")
    #expect(
      full.errors.contains(/^error: muster.sqlite: the record cannot be written: .*\n  help: mend that/),
      "\(full)")
    expectNoWorkers(of: folder)

    let muster = Muster(in: folder)
    #expect(folder.rounds() > 0)
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("list").output.contains("muster resume 1"))
    #expect(try muster.run("resume", "1", "--quiet") == Finished(0))
    #expect(try folder.digest() == undisturbed.digest())
  }

  @Test(arguments: [20, 100, 200, 400])
  func `a disk that is full from the start leaves nothing that cannot be opened`(blocks: Int) throws {
    let folder = try Folder.with(Job(network: "villages"))
    var cramped = Muster(in: folder)
    cramped.before = "trap '' XFSZ; ulimit -f \(blocks)"
    let full = try cramped.run("run", "job.yaml", "--quiet")
    #expect([0, 73].contains(full.status), "\(blocks) blocks: \(full)")
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0), "\(blocks) blocks")
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `results that cannot be printed are no success`() throws {
    let folder = try Folder.with()
    var muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    muster.before = "exec >/dev/full"
    let listed = try muster.run("list")
    #expect(listed.status == 73)
    #expect(listed.errors.contains("No space left on device"))
  }
}
