import Foundation
import GRDB
import Testing

/// Two runs on one record at once.
struct SharedRecordTests {
  /// A folder with two jobs on one network, the first of which is running and held in the midst of it.
  private func heldRun() throws -> (folder: Folder, muster: Muster, running: Running) {
    let folder = try Folder.with(Job(name: "first", rounds: 600, network: "villages"), as: "first.yaml")
    try folder.write(Job(name: "second", network: "villages").text, to: "second.yaml")
    let muster = Muster(in: folder)
    let running = try muster.start("run", "first.yaml", "--quiet")
    try running.wait(for: "five rounds") { folder.rounds() >= 5 }
    running.send(SIGSTOP)
    return (folder, muster, running)
  }

  @Test func `the second is told who writes, and to try later`() throws {
    let (folder, muster, running) = try heldRun()
    defer { running.send(SIGCONT) }
    let second = try muster.run("run", "second.yaml")
    #expect(second.status == 75)
    #expect(second.output == "")
    #expect(second.errors.contains("process \(running.pid) on "))
    #expect(
      second.errors.masked(folder) == """
        error: muster.sqlite: the record is in use by process PID on HOST since TIME, which runs first
          help: try later, or wait for it with --lock-wait SECONDS

        """)
    #expect(try muster.run("list").output.contains("first  running"), "readers need no lock")
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    running.send(SIGCONT)
    #expect(try running.finish() == Finished(0))
    #expect(try muster.run("run", "second.yaml", "--quiet") == Finished(0))
  }

  @Test func `with lock-wait both finish, and the second opens with the ledger that the first left`() throws {
    let (folder, muster, running) = try heldRun()
    let second = try muster.start("run", "second.yaml", "--quiet", "--lock-wait", "30")
    try second.wait(for: "its sleep before the lock") { isAsleep(second.pid) }
    running.send(SIGCONT)
    #expect(try running.finish() == Finished(0))
    #expect(try second.finish() == Finished(0))
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(folder.files == ["first.yaml", "muster.sqlite", "points.csv", "second.yaml"])

    let opening = try folder.record { db in
      try Row.fetchAll(db, sql: "SELECT account, amount FROM opening_balance WHERE run = 2 ORDER BY account")
        .map {
          ($0[0] as String) + " " + ($0[1] as String)
        }
    }
    let earned = try folder.record { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT account, sum(CAST(amount AS INTEGER)) + (account = 'board') * 100000000 FROM reward WHERE run = 1
          GROUP BY account ORDER BY account
          """
      ).map { ($0[0] as String) + " " + String($0[1] as Int) }
    }
    #expect(opening?.filter { !$0.hasPrefix("@") } == earned)
  }

  @Test func `an interrupt ends the wait for the record`() throws {
    let (folder, muster, running) = try heldRun()
    let second = try muster.start("run", "second.yaml", "--quiet", "--lock-wait", "50")
    try second.wait(for: "its sleep before the lock") { isAsleep(second.pid) }
    second.send(SIGINT)
    // A program that only notes the signal goes on sleeping, and would be let in by and by.
    for _ in 0..<500 where !second.hasExited { poll(nil, 0, 2) }
    #expect(second.hasExited, "it waits on")
    running.send(SIGCONT)
    #expect(try second.finish().status == 130)
    #expect(try running.finish() == Finished(0))
    #expect(try folder.record { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") } == 1)
  }
}

/// Whether a process has nothing to do for now.
func isAsleep(_ pid: pid_t) -> Bool {
  let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
  return stat.contains(") S ") && stat.contains("(muster)")
}
