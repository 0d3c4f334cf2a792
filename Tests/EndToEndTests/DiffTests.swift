import Foundation
import Testing

struct DiffTests {
  private func recorded(_ job: Job, _ other: Job, in record: String = "muster.sqlite") throws -> (
    Folder, Muster
  ) {
    let folder = try Folder.with(job)
    try folder.write(other.text, to: "other.yaml")
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try muster.run("run", "other.yaml", "--quiet", "--record", record)
    return (folder, muster)
  }

  @Test func `the same run on two machines is the same`() throws {
    let (folder, muster) = try recorded(
      Job(network: "villages"), Job(network: "villages"), in: "theirs.sqlite")
    let same = try muster.run("diff", "1", "1", "--with", "theirs.sqlite")
    #expect(
      same.output.masked(folder) == """
        run 1                   points  succeeded  4 rounds  DIGEST-1…
        run 1 of theirs.sqlite  points  succeeded  4 rounds  DIGEST-1…

        The results are the same, bit for bit.

        """)
    #expect(same.status == 0 && same.errors == "")
    let json = try #require(
      try muster.run("diff", "1", "1", "--with", "theirs.sqlite", "--format", "json").json() as? [String: Any]
    )
    #expect(
      Set(json.keys) == [
        "same_results", "a", "b", "inputs", "first_different_round", "ending", "metrics", "rewards",
      ])
    #expect(json["same_results"] as? Bool == true)
    #expect(json["first_different_round"] is NSNull)
  }

  @Test func `a changed field is named, and so is where the runs parted`() throws {
    let (folder, muster) = try recorded(Job(), Job(name: "other"))
    let same = try muster.run("diff", "1", "2")
    #expect(
      same.output.masked(folder) == """
        run 1  points  succeeded  4 rounds  DIGEST-1…
        run 2  other   succeeded  4 rounds  DIGEST-2…

        The results are the same, bit for bit. What went in differs: the job (1).

        The job
                run 1   run 2
          name  points  other

        """)
    #expect(same.status == 0)
    let (_, other) = try recorded(Job(), Job(seed: 8))
    let different = try other.run("diff", "1", "2")
    #expect(different.status == 2 && different.errors == "")
    #expect(
      different.output.contains("\nThe results differ. What went in differs: the job (1), the clients (5).\n")
    )
    #expect(different.output.contains("\nFirst different round: 1\n"))
  }

  @Test func `a longer run is the same as far as both go`() throws {
    let (folder, muster) = try recorded(Job(), Job(rounds: 3))
    let longer = try muster.run("diff", "1", "2")
    #expect(longer.status == 2)
    #expect(
      longer.output.masked(folder).contains(
        """
        The results are the same, bit for bit, for the 3 rounds that both have. What went in differs: the job (1).

        The job
                             run 1  run 2
          federation.rounds  4      3

        How they ended
                  run 1  run 2
          rounds  4      3

        """), "\(longer)")
  }

  @Test func `what differs though nothing that went in does is told to the client`() throws {
    let (folder, muster) = try recorded(Job(), Job(), in: "theirs.sqlite")
    try folder.tamper("UPDATE client_update SET steps = steps + 1 WHERE round = 3 AND client = 4")
    let different = try muster.run("diff", "1", "1", "--with", "theirs.sqlite")
    #expect(different.status == 2)
    #expect(
      different.output.contains(
        """
        The results differ. What went in is the same, so one of them is not what its job gives: `muster verify` tells \
        whether a record was changed, `muster reproduce` which run can be had again.

        First different round: 3
        """), "\(different)")
    #expect(different.output.contains(/\n  client 4 \(client-4\): steps  \d+      \d+\n/), "\(different)")
  }

  @Test func `a run that is not there is an error`() throws {
    let (_, muster) = try recorded(Job(), Job(), in: "theirs.sqlite")
    let missing = try muster.run("diff", "1", "2", "--with", "theirs.sqlite")
    #expect(missing.status == 64)
    #expect(missing.errors.hasPrefix("error: theirs.sqlite: there is no run 2\n"))
  }
}
