import Testing

/// As cron starts it: next to no environment, and streams that nobody watches.
struct CronTests {
  private func bare(_ folder: Folder, before: String) -> Muster {
    var muster = Muster(in: folder)
    muster.environment = ["PATH": "/usr/bin:/bin"]
    muster.before = before
    return muster
  }

  @Test(arguments: ["exec <&-", "exec <&- >&-", "exec <&- 2>&-", "exec <&- >&- 2>&-", "exec >/dev/null 2>&1"])
  func `a run needs neither home nor streams`(streams: String) throws {
    let folder = try Folder.with(Job(network: "villages"))
    let run = try bare(folder, before: streams).run("run", "job.yaml")
    #expect(run.status == 0, "\(streams): \(run)")
    #expect(try Muster(in: folder).run("verify", "--quiet") == Finished(0), "\(streams)")
    #expect(try folder.digest() != nil)
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"], "\(streams)")
    expectNoWorkers(of: folder)
  }

  @Test func `what it does is the same as at a terminal`() throws {
    let (here, there) = (try Folder.with(), try Folder.with())
    try Muster(in: here).run("run", "job.yaml", "--quiet")
    #expect(try bare(there, before: "exec <&-").run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try here.digest() == there.digest())
    #expect(try bare(there, before: "exec <&-").run("run", "job.yaml", "--quiet") == Finished(0))
  }
}
