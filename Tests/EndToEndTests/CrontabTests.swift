import Foundation
import GRDB
import Testing

/// A cron of the test's own, for which a minute is three seconds.
final class Crontab {
  static let canBe = getuid() == 0 && Fixture.areThere("cron", "crontab", "faketime", "unshare")
  static let want = Comment("needs root, cron and faketime")

  let folder: Folder
  private let fixture = Fixture(script: "cron.sh")

  init(_ lines: String) throws {
    folder = try Folder()
    try folder.write(lines + "\n", to: "tab")
    try fixture("up", folder.path, folder("tab"))
  }

  deinit { _ = try? fixture("down", folder.path) }
}

/// A batch that Debian's cron starts, minute after minute.
@Suite(.enabled(if: Crontab.canBe, Crontab.want))
struct CrontabTests {
  /// A folder with a batch of two jobs, and the crontab line that runs it with next to no environment and leaves its exit
  /// statuses in `statuses`.
  private func nightly(_ rules: String) throws -> (folder: Folder, line: String) {
    let folder = try Folder.with(Job(network: "villages"))
    try folder.write(Job(name: "second", seed: 8).text, to: "second.yaml")
    try folder.write(
      """
      schema: muster/v1
      kind: batch
      name: nightly
      \(rules)
      jobs: {first: job.yaml, second: second.yaml}

      """, to: "nightly.yaml")
    let mark = "\(Running.mark)=\(folder.path) GIT_CEILING_DIRECTORIES=/"
    return (
      folder,
      "* * * * * cd \(folder.path) && env -i PATH=/usr/bin:/bin \(mark) '\(Muster.programs)/muster' batch nightly.yaml"
        + " --quiet >>out 2>&1; echo $? >>\(folder.path)/statuses"
    )
  }

  private func text(_ folder: Folder, _ name: String) -> String {
    (try? String(contentsOfFile: folder(name), encoding: .utf8)) ?? ""
  }

  /// The exit statuses of the starts so far.
  private func statuses(_ folder: Folder) -> [Substring] {
    text(folder, "statuses").split(separator: "\n")
  }

  private func wait(for what: String, _ cron: Crontab, until isSo: () -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
    while !isSo() {
      guard Date() < deadline else {
        throw Running.Failure(
          reason: "after 60 s still waiting for \(what)\n\(text(cron.folder, "cron.log"))")
      }
      poll(nil, 0, 10)
    }
  }

  @Test func `the first start trains, and the next ones are silent and do nothing`() throws {
    let (folder, line) = try nightly("on_overlap: wait")
    let cron = try Crontab(line)
    try wait(for: "three starts", cron) { statuses(folder).count >= 3 }
    #expect(statuses(folder).allSatisfy { $0 == "0" })
    #expect(text(folder, "out") == "")
    let runs = try folder.record { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") }
    #expect(runs == 2)
    let outcomes = try folder.record {
      try String.fetchAll($0, sql: "SELECT outcome FROM batch_job WHERE batch <= 2 ORDER BY batch, position")
    }
    #expect(outcomes == ["succeeded", "succeeded", "skipped", "skipped"])
  }

  @Test func `while another writes, a start is passed over with 75 and no word`() throws {
    let (folder, line) = try nightly("on_overlap: skip")
    let holder = try held(folder)
    defer { holder.send(SIGKILL) }
    let cron = try Crontab(line)
    try wait(for: "a start", cron) { !statuses(folder).isEmpty }
    #expect(statuses(folder).first == "75")
    #expect(text(folder, "out") == "")
  }

  @Test func `or it waits until the other is done`() throws {
    let (folder, line) = try nightly("on_overlap: wait")
    let holder = try held(folder)
    let cron = try Crontab(line)
    try wait(for: "a batch that waits", cron) {
      !batches(folder).isEmpty && batches(folder).allSatisfy(isAsleep)
    }
    #expect(statuses(folder) == [])
    holder.send(SIGCONT)
    try wait(for: "its end", cron) { !statuses(folder).isEmpty }
    #expect(statuses(folder).first == "0")
    #expect(text(folder, "out") == "")
    #expect(try holder.finish() == Finished(0))
  }

  /// A run that holds the record, stopped in the midst of it.
  private func held(_ folder: Folder) throws -> Running {
    try folder.write(Job(name: "long", seed: 9, rounds: 600).text, to: "long.yaml")
    let running = try Muster(in: folder).start("run", "long.yaml", "--quiet")
    try running.wait(for: "five rounds") { folder.rounds() >= 5 }
    running.send(SIGSTOP)
    return running
  }

  /// The batches of a folder that are at work or wait.
  private func batches(_ folder: Folder) -> [pid_t] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { pid_t($0) }.filter { pid in
      let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
      let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
      let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
      return place == folder.path && program?.hasSuffix("/muster") == true
        && words.range(of: Data("\0batch\0".utf8)) != nil
    }
  }
}
