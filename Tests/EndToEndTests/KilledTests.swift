import Foundation
import GRDB
import Testing

/// Muster itself is ended, gently or not, and goes on later.
struct KilledTests {
  private static let job = Job(rounds: 480, network: "villages")

  private static let undisturbed = Result {
    let folder = try Folder.with(job)
    try Muster(in: folder).run("run", "job.yaml", "--quiet")
    return try folder.digest()
  }

  private func undisturbedDigest() throws -> String? { try Self.undisturbed.get() }

  /// Starts a command, ends it once so many rounds are recorded, and sees that nothing is left of it.
  private func end(_ command: String..., in folder: Folder, with signal: Int32, after rounds: Int) throws
    -> Finished
  {
    let muster = Muster(in: folder)
    let running = try command.count == 2 ? muster.start(command[0], command[1]) : muster.start(command[0])
    try running.wait(for: "round \(rounds)") { folder.rounds() >= rounds }
    running.send(signal)
    let finished = try running.finish()
    expectNoWorkers(of: folder)
    return finished
  }

  @Test(arguments: ["resume", "run"]) func `after kill -9 a run goes on as if nothing had been`(how: String)
    throws
  {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed)
    let folder = try Folder.with(Self.job)
    let muster = Muster(in: folder)
    let first = Int.random(in: 1..<40, using: &random)
    #expect(try end("run", "job.yaml", in: folder, with: SIGKILL, after: first).status == 137)
    #expect(try muster.run("verify", "--quiet") == Finished(0), "seed \(seed)")
    let kept = folder.rounds()
    #expect(kept >= first)
    #expect(
      try muster.run("list").output.masked(folder)
        == """
        run  job     status       rounds  started                   record digest
          1  points  interrupted  \(kept)/480  TIME

        Interrupted, to go on with:
          MUSTER resume 1

        """.replacing(
          "  \(kept)/480", with: String(repeating: " ", count: 3 - "\(kept)".count) + " \(kept)/480"))

    let argument = how == "run" ? "job.yaml" : "1"
    let second = min(400, kept + Int.random(in: 1..<40, using: &random))
    let killedAgain = try end(how, argument, in: folder, with: SIGKILL, after: second)
    #expect(killedAgain.status == 137)
    #expect(killedAgain.errors.hasPrefix("run 1 goes on after round \(kept) of 480\n"))
    #expect(try muster.run("verify", "--quiet") == Finished(0), "seed \(seed)")

    #expect(try muster.run(how, argument, "--quiet") == Finished(0), "seed \(seed)")
    #expect(
      try folder.digest() == undisturbedDigest(), "seed \(seed), killed after \(first) and \(second) rounds")
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `asked to stop it keeps its rounds and says how to go on`(signal: Int32) throws {
    let folder = try Folder.with(Self.job)
    let muster = Muster(in: folder)
    let stopped = try end("run", "job.yaml", in: folder, with: signal, after: 12)
    let kept = folder.rounds()
    #expect(kept >= 12)
    #expect(stopped.status == 128 + signal)
    #expect(stopped.output == "")
    #expect(
      stopped.errors.hasSuffix(
        """
        error: run 1 was stopped after round \(kept) of 480; its finished rounds are recorded
          help: `\(Muster.programs)/muster resume 1` goes on

        """), "\(stopped)")
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("plan", "job.yaml", "--detailed-exitcode").status == 2, "there are rounds to do")
    #expect(try muster.run("resume", "1", "--quiet") == Finished(0))
    #expect(try folder.digest() == undisturbedDigest())
    let again = try muster.run("resume", "1")
    #expect(again.status == 64)
    #expect(again.errors.hasPrefix("error: run 1 is not interrupted: it succeeded\n"))
  }

  /// A checkpoint copies pages from the log into the record, the first page first; whoever is killed then, or finds no
  /// room for the rest, leaves a first page that tells of pages which only the log has.
  @Test func `a kill in the midst of a checkpoint costs nothing`() throws {
    let folder = try Folder.with(Self.job)
    let muster = Muster(in: folder)
    _ = try end("run", "job.yaml", in: folder, with: SIGKILL, after: 60)
    let log = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder("muster.sqlite-wal"))))
    func number(_ offset: Int) -> Int { log[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    let page = number(8)
    let frames = stride(from: 32, through: log.count - 24 - page, by: 24 + page)
    let salted = frames.prefix { log[$0 + 8..<$0 + 16] == log[16..<24] }
    let first = try #require(salted.last { number($0) == 1 })
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("muster.sqlite")))
    try file.write(contentsOf: Data(log[first + 24..<first + 24 + page]))
    try file.close()

    #expect(try muster.run("list").output.contains("muster resume 1"))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try muster.run("resume", "1", "--quiet") == Finished(0))
    #expect(try folder.digest() == undisturbedDigest())
  }

  @Test func `a kill at any moment of the beginning leaves nothing that stands in the way`() throws {
    for delay in 0..<8 {
      let folder = try Folder.with()
      let running = try Muster(in: folder).start("run", "job.yaml", "--quiet")
      try running.wait(for: "the lock") { folder.files.contains("muster.sqlite.lock") }
      for _ in 0..<delay { poll(nil, 0, 1) }
      running.send(SIGKILL)
      _ = try running.finish()
      expectNoWorkers(of: folder)
      #expect(
        try Muster(in: folder).run("run", "job.yaml", "--quiet") == Finished(0),
        "killed \(delay) ms after the lock")
      #expect(try Muster(in: folder).run("verify", "--quiet") == Finished(0))
    }
  }

  /// The same at the one moment that is hard to hit: the record's tables are written, and the journal that would take
  /// them back is not yet gone. It says that the file was empty before.
  @Test(arguments: ["list", "run"]) func `a record whose making was cut off is made anew`(command: String)
    throws
  {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    let journal: [UInt8] =
      [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0, 0, 0, 0x12, 0x34, 0x56, 0x78, 0, 0, 0, 0]
      + [0, 0, 2, 0, 0, 0, 0x10, 0]
    try Data(journal + Array(repeating: 0, count: 512 - journal.count))
      .write(to: URL(fileURLWithPath: folder("muster.sqlite-journal")))
    if command == "list" {
      let listed = try muster.run("list")
      #expect(
        listed.status == 64 && listed.errors.hasPrefix("error: muster.sqlite: there is no record here\n"),
        "\(listed)")
    }
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])
  }

  @Test func `a network that paid others meanwhile is gone on with as it stands`() throws {
    let folder = try Folder.with(Self.job)
    try folder.write(Job(name: "other", network: "villages").text, to: "other.yaml")
    let muster = Muster(in: folder)
    _ = try end("run", "job.yaml", in: folder, with: SIGKILL, after: 10)
    for command in [["run", "other.yaml"], ["resume", "1"], ["reproduce", "1"], ["reproduce", "2"]] {
      #expect(try muster.run(command[0], command[1], "--quiet") == Finished(0), "\(command)")
    }
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `changed data is told before a run goes on`() throws {
    let folder = try Folder.with(Self.job)
    let muster = Muster(in: folder)
    _ = try end("run", "job.yaml", in: folder, with: SIGINT, after: 5)
    let kept = folder.rounds()
    try folder.write(Job.points.replacing("\n0,0,red", with: "\n1,0,red"), to: "points.csv")
    let changed = try muster.run("resume", "1")
    #expect(changed.status == 3)
    #expect(changed.errors.hasPrefix("error: the data has changed: \(folder("points.csv")) had digest "))
    #expect(folder.rounds() == kept)
  }

  @Test func `resume works from another folder`() throws {
    let (folder, elsewhere) = (try Folder.with(Self.job), try Folder())
    _ = try end("run", "job.yaml", in: folder, with: SIGINT, after: 5)
    #expect(
      try Muster(in: elsewhere).run("resume", "1", "--quiet", "--record", folder("muster.sqlite"))
        == Finished(0))
    #expect(try folder.digest() == undisturbedDigest())
  }

  @Test func `a run does not go on with other arithmetic`() throws {
    let folder = try Folder.with(Self.job)
    var muster = Muster(in: folder)
    muster.environment["OPENBLAS_CORETYPE"] = "Nehalem"
    let running = try muster.start("run", "job.yaml")
    try running.wait(for: "five rounds") { folder.rounds() >= 5 }
    running.send(SIGINT)
    _ = try running.finish()
    let before = folder.rounds()
    let first = try fingerprints(folder)
    muster.environment["OPENBLAS_CORETYPE"] = "Haswell"
    let resumed = try muster.run("resume", "1", "--quiet")
    guard try fingerprints(folder) != first || resumed.status != 0 else { return }
    #expect(resumed.status != 0, "two kinds of bits in one run: no machine can reproduce it")
    #expect(folder.rounds() == before)
  }

  private func fingerprints(_ folder: Folder) throws -> [String]? {
    try folder.record { try String.fetchAll($0, sql: "SELECT DISTINCT fingerprint FROM worker ORDER BY 1") }
  }

  @Test func `a record that was deleted after a kill does not come back`() throws {
    let folder = try Folder.with(Self.job)
    let muster = Muster(in: folder)
    _ = try end("run", "job.yaml", in: folder, with: SIGKILL, after: 30)
    #expect(folder.files.contains("muster.sqlite-wal"))
    try FileManager.default.removeItem(atPath: folder("muster.sqlite"))

    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    #expect(try folder.digest() == undisturbedDigest())
    #expect(try !muster.run("list").output.contains("interrupted"))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }
}
