import Testing

struct SameBitsTests {
  @Test func `one, two and five workers give the same record digest`() throws {
    var digests: [String?] = []
    for workers in ["1", "2", "5"] {
      let folder = try Folder.with(Job(clients: 8, cohort: 6, network: "villages"))
      #expect(try Muster(in: folder).run("run", "job.yaml", "--quiet", "--workers", workers) == Finished(0))
      digests.append(try folder.digest())
    }
    #expect(digests[0] != nil)
    #expect(Set(digests).count == 1)
  }

  @Test func `so does another current folder, with the job named by its absolute path`() throws {
    let (here, there) = (try Folder.with(Job(network: "villages")), try Folder())
    #expect(try Muster(in: here).run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try Muster(in: there).run("run", here("job.yaml"), "--quiet") == Finished(0))
    #expect(try here.digest() != nil)
    #expect(try here.digest() == there.digest())
    #expect(here.files == ["job.yaml", "muster.sqlite", "points.csv"])
  }

  @Test func `where the record lies is no part of a run, even in a clean repository`() throws {
    let folder = try Folder.with()
    var git = Muster(in: folder)
    git.program = "/usr/bin/git"
    guard try git.run("--version").status == 0 else { return }
    try git.run("init", "--quiet")
    try git.run("add", "job.yaml", "points.csv")
    try git.run(
      "-c", "user.name=tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "-m", "A job.")
    let elsewhere = try Folder()
    let muster = Muster(in: folder)
    #expect(
      try muster.run("run", "job.yaml", "--quiet", "--record", elsewhere("muster.sqlite")) == Finished(0))
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try folder.digest() == elsewhere.digest())
    #expect(try !muster.run("show", "1").output.contains("uncommitted"))
  }
}
