import Foundation
import GRDB
import Testing

struct SettleTests {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// Scripts/setup makes it.
  private static let python = top.appending(path: ".build/oracles/bin/python3").path
  static let hasEVM = FileManager.default.isExecutableFile(atPath: python)

  private func file(_ folder: Folder, _ name: String = "settlement-1.json") throws -> String {
    try String(contentsOfFile: folder(name), encoding: .utf8)
  }

  @Test func `settles a run once, and writes the same file again`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    let digest = try folder.digest()

    let shown = try muster.run("settle", "1", "--dry-run")
    #expect(shown.status == 0 && shown.output.hasPrefix("Run 1 of points would be settled on ethereum"))
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv"])
    #expect(try muster.run("rewards", "1").output.contains("\nNot settled: 40 VIL payable\n"))

    let first = try muster.run("settle", "1")
    #expect(first.status == 0 && first.errors == "")
    let root = try #require(first.output.firstMatch(of: /root +(0x[0-9a-f]{64})/)?.output.1)
    #expect(
      first.output == """
        Run 1 of points is settled on ethereum (chain id 1).

          network  villages
          token    0x5FbDB2315678afecb367f032d93F642f64180aa3
          total    40 VIL
          claims   3 addresses
          root     \(root)
          file     settlement-1.json

        Next:
          1. deploy a Merkle distributor of this token with the root, on chain 1
          2. send it 40000000 base units, which are 40 VIL
          3. give the file to all who are paid: each claims with the amount and the proof under their address

        """)
    #expect(folder.files == ["job.yaml", "muster.sqlite", "points.csv", "settlement-1.json"])

    let again = try muster.run("settle", "1", "-o", "again.json")
    #expect(again.output.hasPrefix("Run 1 of points was settled on ethereum (chain id 1) at 2"))
    #expect(try file(folder, "again.json") == file(folder))
    #expect(
      try muster.run("rewards", "1").output.masked(folder)
        .contains("\nSettled at TIME on ethereum: 40 VIL by root \(root); 0 VIL payable\n"))
    #expect(try muster.run("show", "1").output.contains(" on ethereum: 40 VIL by root \(root)\n"))
    #expect(
      try folder.record { db in
        try String.fetchAll(
          db, sql: "SELECT debit || ' ' || amount FROM transfer WHERE credit = '@settled' ORDER BY debit")
      } == ["anna 20792284", "ben 15207716", "board 4000000"])
    #expect(try folder.digest() == digest)
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test
  func `a file that could not be written is written by the same command again, and nothing is moved twice`()
    throws
  {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    let failed = try muster.run("settle", "1", "-o", "missing/claims.json")
    #expect(failed.status == 73)
    #expect(
      failed.errors.hasPrefix("error: missing/claims.json cannot be written: No such file or directory\n"))
    for _ in 0..<3 { #expect(try muster.run("settle", "1").status == 0) }
    #expect(
      try folder.record { db in
        try String.fetchAll(db, sql: "SELECT amount FROM transfer WHERE credit = '@settled' ORDER BY debit")
      } == ["20792284", "15207716", "4000000"])
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `a kill at any moment settles all or nothing, and never twice`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    for delay in 0..<12 {
      let settling = try muster.start("settle", "1")
      poll(nil, 0, Int32(4 * delay))
      settling.send(SIGKILL)
      _ = try settling.finish()
      let moved = try folder.record { db in
        try String.fetchAll(db, sql: "SELECT amount FROM transfer WHERE credit = '@settled' ORDER BY debit")
      }
      #expect(moved == [] || moved == ["20792284", "15207716", "4000000"], "killed after \(4 * delay) ms")
    }
    #expect(try muster.run("settle", "1").status == 0)
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(try file(folder).hasSuffix("\"unpaid\": []\n  }\n}\n"))
  }

  @Test func `waits for the record as other writers do`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try folder.write(Job(name: "long", rounds: 400).text, to: "long.yaml")
    let running = try muster.start("run", "long.yaml", "--quiet")
    try running.wait(for: "a round") { folder.rounds(of: 2) > 0 }
    let refused = try muster.run("settle", "1")
    #expect(refused.status == 75 && refused.errors.contains("the record is in use by "))
    #expect(try muster.run("settle", "1", "--dry-run").status == 0)
    #expect(try muster.run("settle", "1", "--lock-wait", "60").status == 0)
    #expect(try running.finish() == Finished(0))
  }

  @Test func `the same run in another record settles by the same bytes`() throws {
    let files = try (0..<2).map { _ in
      let folder = try Folder.with(Job(network: "villages"))
      let muster = Muster(in: folder)
      try muster.run("run", "job.yaml", "--quiet")
      try muster.run("settle", "1")
      return try file(folder)
    }
    #expect(files[0] == files[1])
  }

  @Test(.enabled(if: hasEVM, "Scripts/setup installs pyrevm where PyPI can be reached"))
  func `an EVM pays every participant of a run what they earned`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    try muster.run("settle", "1")
    let script = Self.top.appending(path: "Tests/Fixtures/settlement/claim.py").path
    let claims = try Running(
      [Self.python, script, folder("settlement-1.json")], environment: [Running.mark: folder.path]
    ).finish()
    let refusals = "wrong amount: refused, wrong proof: refused, another's claim: refused"
    #expect(
      claims
        == Finished(
          0,
          output: """
            0x14dC79964da2C08b23698B3D3cc7Ca32193d9955 \(refusals), claimed 20792284, again: refused
            0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f \(refusals), claimed 15207716, again: refused
            0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc \(refusals), claimed 4000000, again: refused
            left to claim 0
            on another chain: refused

            """))
  }

  @Test func `later runs open with what is left, and accounts without an address stay payable`() throws {
    let folder = try Folder()
    try folder.write(Job.points, to: "points.csv")
    let text = Job(network: "villages").text
      .replacing(", payout: \"0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc\"", with: "")
      .replacing(
        "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f", with: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955")
    try folder.write(text, to: "job.yaml")
    try folder.write(text.replacing("seed: 7", with: "seed: 8"), to: "later.yaml")
    let muster = Muster(in: folder)
    try muster.run("run", "job.yaml", "--quiet")
    #expect(
      try muster.run("settle", "1")
        == Finished(
          65,
          errors: """
            error: board earned 4 VIL in run 1, without a payout address
              help: `--payouts JOB` takes addresses from another job; `--leave-unpaid` settles without them, for good

            """))
    let settled = try muster.run("settle", "1", "--leave-unpaid")
    #expect(settled.output.contains("\n  total    36 VIL\n  claims   1 address\n"))
    #expect(settled.output.contains("\n  unpaid   board 4 VIL: no payout address, so it stays payable\n"))
    try muster.run("run", "later.yaml", "--quiet")
    #expect(
      try folder.record { db in
        try String.fetchAll(
          db, sql: "SELECT account || ' ' || amount FROM opening_balance WHERE run = 2 ORDER BY account")
      } == ["@mint -140000000", "@settled 36000000", "board 104000000"])
    #expect(try muster.run("settle", "2", "--format", "json", "--leave-unpaid").status == 0)
    #expect(try muster.run("verify", "--quiet") == Finished(0))
  }

  @Test func `another job says what the run's own leaves out, once`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let text = try String(contentsOfFile: folder("job.yaml"), encoding: .utf8)
    let bare = text.replacing(/\nchain:\n( .*\n)+/, with: "\n")
      .replacing(/, payout: "0x[0-9A-Fa-f]{40}"/, with: "")
    try folder.write(bare, to: "bare.yaml")
    let muster = Muster(in: folder)
    try muster.run("run", "bare.yaml", "--quiet")
    #expect(
      try muster.run("settle", "1")
        == Finished(
          65,
          errors: """
            error: the job of run 1 names no chain to settle on
              help: `--payouts JOB` takes chain and addresses from another job of these participants

            """))
    #expect(try muster.run("settle", "1", "--payouts", "job.yaml").status == 0)
    let file = try String(contentsOfFile: folder("settlement-1.json"), encoding: .utf8)
    #expect(file.hasSuffix("\"unpaid\": []\n  }\n}\n"))
    // What was settled stays so, whoever asks.
    #expect(try muster.run("settle", "1", "-o", "again.json").status == 0)
    #expect(try String(contentsOfFile: folder("again.json"), encoding: .utf8) == file)
    #expect(try muster.run("verify", "--quiet") == Finished(0))
    #expect(
      try muster.run("settle", "1", "-o", "muster.sqlite")
        == Finished(
          73,
          errors: """
            error: muster.sqlite is a record, and is not written over
              help: name another file

            """))
  }

  @Test func `says what cannot be settled and why`() throws {
    let folder = try Folder.with(Job(network: "villages"))
    let muster = Muster(in: folder)
    try folder.write(Job().text, to: "unpaid.yaml")
    try folder.write(Job.line, to: "line.csv")
    try folder.write(Job.diverging, to: "diverging.yaml")
    let addresses = [
      "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955", "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
      "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
    ]
    let withoutPayouts = addresses.reduce(Job(network: "hamlets").text) {
      $0.replacing(", payout: \"\($1)\"", with: "")
    }
    try folder.write(withoutPayouts, to: "poor.yaml")
    let solana = withoutPayouts.replacing("target: ethereum", with: "target: solana")
      .replacing(/contract: ".*"/, with: "contract: So11111111111111111111111111111111111111112")
      .replacing("network: hamlets", with: "network: towns")
    try folder.write(solana, to: "solana.yaml")
    for job in ["job", "unpaid", "diverging", "poor", "solana"] {
      try muster.run("run", "\(job).yaml", "--quiet")
    }
    #expect(
      try muster.run("settle", "2")
        == Finished(
          65,
          errors: """
            error: run 2 pays nobody: its job has no tokenomics
              help: `muster explain tokenomics` shows how a job pays

            """))
    #expect(
      try muster.run("settle", "3")
        == Finished(
          64,
          errors: """
            error: run 3 diverged, and only a run that ended well is settled
              help: mend the job and run it again; what this run earned stays in its network's ledger

            """))
    #expect(
      try muster.run("settle", "4")
        == Finished(
          65,
          errors: """
            error: run 4 cannot be settled: nobody who has a payout address is owed anything
              help: `--payouts JOB` takes the addresses of a job's `participants`

            """))
    #expect(
      try muster.run("settle", "5")
        == Finished(
          78,
          errors: """
            error: settlement on solana is not there yet
              help: it is there for ethereum, optimism, arbitrum; the rewards stay payable in the ledger

            """))
    try folder.tamper("UPDATE reward SET amount = '1' WHERE run = 1 AND round = 2 AND account = 'ben'")
    #expect(
      try muster.run("settle", "1")
        == Finished(
          3,
          errors: """
            error: run 1 is not as it was recorded, so nothing of it is settled
              help: `muster verify 1` says what was changed; go back to a copy of the record

            """))
    #expect(folder.files.filter { $0.hasPrefix("settlement") } == [])
  }
}
