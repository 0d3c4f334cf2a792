import Testing

struct DivergenceTests {
  @Test func `training that diverges ends the run at its round and client, and can be reproduced`() throws {
    let folder = try Folder()
    try folder.write(Job.line, to: "line.csv")
    try folder.write(Job.diverging, to: "job.yaml")
    let muster = Muster(in: folder)
    let first = try muster.run("run", "job.yaml", "--quiet")
    #expect(
      first
        == Finished(
          1,
          errors: """
            error: run 1 diverged in round 3: client 0 (client-0) gave a loss or parameters that are not finite
              help: lower `learning_rate`, or scale the features

            """))
    #expect(
      try muster.run("run", "job.yaml")
        == Finished(
          1,
          errors: """
            error: nothing to do: run 1 in muster.sqlite is this very run, and it diverged
              help: change the job; `\(Muster.programs)/muster show 1` tells more

            """))
    #expect(try muster.run("list").output.contains("line  diverged     2/5"))
    #expect(try muster.run("show", "1").output.hasPrefix("Run 1 of line diverged in round 3, client 0\n"))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    let reproduced = try muster.run("reproduce", "1", "--quiet")
    #expect(reproduced == Finished(0))
    #expect(try muster.run("show", "1").output.contains(/reproduced .*, same\n/))
  }
}
