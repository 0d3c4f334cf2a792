import Foundation
import Testing

struct WatchTests {
  private static let job = Job(rounds: 400, network: "villages")
  private static let script = "/usr/bin/script"
  static let hasScript = FileManager.default.isExecutableFile(atPath: script)

  /// Starts a watch, and once it waits a run for it.
  private func watched(_ folder: Folder) throws -> (watch: Running, run: Running) {
    let muster = Muster(in: folder)
    let watch = try muster.start("watch", "--interval", "0.05")
    try watch.wait(for: "its word") { watch.errors.contains("waiting for one") }
    return (watch, try muster.start("run", "job.yaml", "--quiet"))
  }

  @Test func `waits for a run, shows each new round in a line, and ends with it`() throws {
    let folder = try Folder.with(Self.job)
    let (watch, run) = try watched(folder)
    let seen = try watch.finish()
    #expect(try run.finish() == Finished(0))
    #expect(seen.status == 0)
    #expect(seen.errors == "no run goes on in muster.sqlite; waiting for one\n")
    let lines = seen.output.split(separator: "\n")
    #expect(lines.last == "points: run 1 succeeded")
    let rounds = lines.compactMap { $0.firstMatch(of: /^points: round (\d+)\/400  training loss \d/) }
      .compactMap { Int($0.output.1) }
    #expect(rounds.count == lines.count - 1)
    #expect(rounds == Array((rounds.first ?? 0)...400))

    let again = try Muster(in: folder).run("watch", "1")
    #expect(again.status == 0)
    #expect(again.output == lines.suffix(2).joined(separator: "\n") + "\n")
    #expect(try Muster(in: folder).run("verify", "--quiet") == Finished(0))
  }

  @Test func `a killed run and an interrupt end it, and neither hurts the other`() throws {
    let folder = try Folder.with(Self.job)
    let (watch, run) = try watched(folder)
    let other = try Muster(in: folder).start("watch", "--interval", "0.05")
    try run.wait(for: "20 rounds") { folder.rounds() >= 20 }
    other.send(SIGINT)
    #expect(try other.finish().status == 130)
    run.send(SIGKILL)
    _ = try run.finish()
    let seen = try watch.finish()
    #expect(seen.status == 1)
    let rounds = folder.rounds()
    #expect(
      seen.errors.replacing(Muster.programs + "/muster", with: "MUSTER").hasSuffix(
        """
        error: run 1 of points was interrupted after round \(rounds) of 400
          help: `MUSTER resume 1` goes on with it

        """))
    #expect(try Muster(in: folder).run("resume", "1", "--quiet") == Finished(0))
  }

  /// Starts a watch on a terminal.
  private func terminal(_ muster: Muster, _ arguments: String, columns: Int) throws -> Running {
    let command =
      "stty cols \(columns) rows 40; cd '\(muster.folder.path)'; '\(muster.program)' watch \(arguments)"
    return try Running(
      [Self.script, "-qefc", command, "/dev/null"],
      environment: muster.environment.merging([Running.mark: muster.folder.path]) { given, _ in given })
  }

  @Test(.enabled(if: hasScript, "script(1) of bsdutils makes the terminal"))
  func `a record with more rounds than were planned is shown, and no line wraps`() throws {
    let folder = try Folder.with()
    let muster = Muster(in: folder)
    #expect(try muster.run("run", "job.yaml", "--quiet") == Finished(0))
    try folder.tamper("UPDATE client SET name = '\(String(repeating: "医院", count: 12))' WHERE client = 0")
    try folder.tamper("UPDATE run SET rounds = 3")
    let shown = try terminal(muster, "1", columns: 40).finish()
    #expect(shown.status == 0)
    #expect(shown.output.contains("[########################] round 4/3"), "\(shown)")
    #expect(shown.output.contains("0 \(String(repeating: "医院", count: 9))…"), "\(shown)")
  }

  @Test(.enabled(if: hasScript, "script(1) of bsdutils makes the terminal"))
  func `rewrites one block on a terminal`() throws {
    let folder = try Folder.with(Self.job)
    let muster = Muster(in: folder)
    let terminal = try terminal(muster, "--interval 0.05", columns: 90)
    let run = try muster.start("run", "job.yaml", "--quiet")
    let shown = try terminal.finish()
    #expect(try run.finish() == Finished(0))
    #expect(shown.status == 0)
    let frames = shown.output.replacing("\r\n", with: "\n").split(separator: /\u{1B}\[\d+A\r/)
    let last = try #require(frames.last).replacing("\u{1B}[K", with: "").replacing("\u{1B}[J", with: "")
    #expect(frames.count > 1)
    #expect(
      last.replacing(/[▁▂▃▄▅▆▇█]+/, with: "LINE")
        .replacing(/\d+(\.\d)? (ms|s) a/, with: "DURATION a") == """
          Run 1 of points succeeded
          [########################] round 400/400  DURATION a round

          accuracy       1.0000  LINE
          f1             1.0000  LINE
          loss           0.1794  LINE
          training loss  0.1784  LINE

          client      rows  rounds    loss
          0 client-0    15     259  0.1568  LINE
          1 client-1    15     241  0.2663  LINE
          2 client-2    14     267  0.2355  LINE
          3 client-3    14     219  0.1442  LINE
          4 client-4    14     214  0.2200  LINE

          local: 2 workers joined

          earned in VIL
          account         data     compute  validator  treasury        total
          anna     1719.841796  491.383385                       2211.225181
          ben      1080.158204  308.616615                       1388.774819
          board                                   200       200          400
          total           2800         800        200       200         4000

          """)
  }
}
