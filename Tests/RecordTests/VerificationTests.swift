import Foundation
import Planning
import Testing

@testable import Record

struct VerificationTests {
  let folder = try! TemporaryFolder()

  /// One run, played once for all tests: its file's bytes.
  private static let sample: Result<Data, any Error> = Result {
    let folder = try TemporaryFolder()
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    for worker in 0...1 { try writer.observe(.workerJoined(Sample.worker(worker))) }
    _ = try writer.play(1...3, from: writer.start.ledger, decisions: Trouble.decisions)
    try writer.observe(.ended(.completed(success: true)))
    try record.close()
    return try Data(contentsOf: URL(fileURLWithPath: folder.file()))
  }

  private func played() throws -> String {
    try VerificationTests.sample.get().write(to: URL(fileURLWithPath: folder.file()))
    return folder.file()
  }

  private func findings(after sql: String) throws -> [String] {
    let path = try played()
    try tamper(path, "PRAGMA ignore_check_constraints = 1; " + sql)
    return try Record.open(path: path, for: .reading).verify().map(\.description)
  }

  static let columns = Schema.tables.filter { $0.kind == .input || $0.kind == .result }.flatMap { table in
    table.columns.filter { $0.isDigested || $0.type.hasPrefix("REAL") }.map { "\(table.name).\($0.name)" }
  }

  /// Every value that counts, and every float that people read.
  @Test(arguments: columns)
  func `a changed value is found and its table named`(name: String) throws {
    let parts = name.split(separator: ".").map(String.init)
    let (table, column) = (parts[0], parts[1])
    let paid = table == "transfer" ? "reason <> 'genesis'" : "true"
    let found = try findings(
      after: """
        UPDATE \(table)
        SET \(column) = CASE typeof(\(column)) WHEN 'text' THEN '1' || \(column) ELSE coalesce(\(column), 0) + 1000 END
        WHERE \(paid) AND \(column) IS (SELECT max(\(column)) FROM \(table) WHERE \(paid))
        """)
    #expect(found.contains { $0.contains(table) }, "\(found)")
  }

  /// The sample is not settled, and a difference to the commit may be too large to keep.
  private static let optional = ["settlement", "settlement_entry", "git_diff"]

  @Test(
    arguments: Schema.tables.filter { $0.kind != .observation }.map(\.name).filter { !optional.contains($0) })
  func `rows that are gone are missed`(table: String) throws {
    #expect(try !findings(after: "DELETE FROM \(table)").isEmpty)
  }

  @Test(arguments: [
    (
      "UPDATE client_update SET loss = 0.75 WHERE round = 2 AND client = 2",
      ["run 1: client_update, round 2, client 2: loss is 0.75, its bits say 0.25"]
    ),
    (
      "UPDATE checkpoint_part SET parameters = x'00000000'",
      ["run 1: its model is df3f619804a9, round 3 gave a13160626ad4"]
    ),
    (
      "UPDATE account SET balance = '-1' WHERE name = 'mayo'",
      [
        "network hospitals: mayo: account says -1, the entries give 6000002",
        "network hospitals: mayo: account says -1, the runs' rewards and settlements give 6000002",
      ]
    ),
    (
      "UPDATE transfer SET amount = '7' WHERE reason = 'genesis'",
      [
        "network hospitals: @mint: account says -7500002, the entries give -2500009",
        "network hospitals: mayo: run 1 opens with 5000000, the runs before it leave 7",
      ]
    ),
    ("DELETE FROM round WHERE round = 2", ["run 1: round 2 is missing"]),
    (
      "UPDATE run SET network = NULL",
      ["run 1: round 1: charite earned 200000 for compute, the ledger did not pay it"]
    ),
    (
      "UPDATE worker SET fingerprint = replace(fingerprint, '1', '2') WHERE worker = 1",
      ["run 1: its workers have different numeric fingerprints"]
    ),
    (
      "DELETE FROM ending; DELETE FROM digest", ["run 1: attempt 1 finished it, but it has no ending"]
    ),
    ("DELETE FROM digest WHERE part = 'record'", ["run 1: record has no digest"]),
    (
      "UPDATE digest SET digest = substr(digest, 1, 12) || substr(digest, 14) || 'f' WHERE part = 'evaluation'",
      [
        "run 1: evaluation was a3f21141eb8eff1e2a98d98185d6036ef9c8fc470234a4c41ef2590bd803597f when the run ended, "
          + "now it is a3f21141eb8e7ff1e2a98d98185d6036ef9c8fc470234a4c41ef2590bd803597"
      ]
    ),
    (
      "UPDATE git_diff SET diff = x'00'", ["run 1: its difference to the commit is 6e340b9cffb3, it was f64a0f09e94b"]
    ),
    ("DROP INDEX genesis_once", ["record: index genesis_once is not as Muster made it"]),
    ("CREATE TRIGGER t AFTER INSERT ON round BEGIN SELECT 1; END", ["record: trigger t is not Muster's"]),
    (
      "DELETE FROM client WHERE client = 2",
      ["record: 1 rows of client_update refer to no row of client"]
    ),
  ])
  func `findings say what is wrong`(sql: String, expected: [String]) throws {
    let found = try findings(after: sql)
    for finding in expected { #expect(found.contains(finding), "\(found)") }
  }

  private static let dropped = "INSERT INTO decision VALUES (1, 3, 0, 'dropped', NULL); "

  @Test(arguments: [
    (dropped, ["round 3: client 0 was dropped, but has an update"]),
    (
      "DELETE FROM client_update WHERE round = 2 AND client = 0",
      [
        "round 2: client 0 was reassigned to mercy, but has no update",
        "round 2: mercy earned 200000 for compute, but trained no client",
      ]
    ),
    (
      "UPDATE decision SET operator = 'mayo' WHERE client = 0",
      ["round 2: mercy earned 200000 for compute, but trained no client"]
    ),
    (
      "DELETE FROM decision WHERE client = 0",
      ["round 2: mercy earned 200000 for compute, but trained no client"]
    ),
    (
      "DELETE FROM client_update WHERE round = 3 AND client = 0; \(dropped)"
        + "INSERT INTO decision VALUES (1, 3, 0, 'reassigned', 'charite')",
      ["round 3: client 0 was reassigned to charite, but has no update"]
    ),
  ])
  func `a decision that contradicts what came of it is found`(sql: String, expected: [String]) throws {
    let found = try findings(after: sql)
    let ofDecisions = found.filter { $0.contains("client ") || $0.contains("trained") }
    #expect(ofDecisions == expected.map { "run 1: " + $0 }, "\(found)")
    #expect(found.contains { $0.hasPrefix("run 1: record was ") })
  }

  @Test(arguments: [
    (
      "UPDATE about SET meaning = 'What the weather was' WHERE table_name = 'reward' AND column_name = 'amount'",
      "record: about reward.amount: it is not as Muster wrote it"
    ),
    (
      "UPDATE about SET kind = 'observation' WHERE table_name = 'reward' AND column_name = ''",
      "record: about reward: it is not as Muster wrote it"
    ),
    (
      "DELETE FROM about WHERE table_name = 'runs' AND column_name = ''",
      "record: about runs: it is not as Muster wrote it"
    ),
    (
      "INSERT INTO about VALUES ('reward', 'tip', 'result', 'A tip')",
      "record: about reward.tip: it is not Muster's"
    ),
  ])
  func `what the record says about itself is checked`(sql: String, expected: String) throws {
    #expect(try findings(after: sql) == [expected])
  }

  @Test func `a record that explains nothing is still checked`() throws {
    #expect(
      try findings(after: "DROP TABLE about; DROP INDEX genesis_once") == [
        "record: table about is not as Muster made it",
        "record: index genesis_once is not as Muster made it",
        "record: it cannot be checked: no such table: about",
      ])
  }

  @Test func `one run is checked by itself: what is wrong with another, or with the ledger, is not its business`() throws {
    let path = try played()
    let record = try Record.open(path: path, for: .writing())
    try record.playWhole(Sample.inputs("other"))
    try record.close()
    try tamper(
      path,
      """
      UPDATE reward SET weight = '7' WHERE run = 2 AND round = 1 AND reason = 'data';
      UPDATE account SET balance = '1' WHERE name = 'mayo';
      UPDATE about SET meaning = '' WHERE table_name = 'run'
      """)
    let reader = try Record.open(path: path, for: .reading)
    #expect(try reader.verify(run: 1).allSatisfy { $0.subject == "record" })
    #expect(try reader.verify(run: 2).contains { $0.message.hasPrefix("reward was ") })
    #expect(try reader.isIntact(run: 1))
    #expect(try !reader.isIntact(run: 2))
    #expect(throws: RecordError.unknownRun(path: path, run: 3)) { try reader.isIntact(run: 3) }
    #expect(throws: RecordError.unknownRun(path: path, run: 3)) { try reader.verify(run: 3) }
    var told: [String] = []
    let all = try reader.verify { told.append("\($0)/\($1)") }
    #expect(told == ["1/3", "2/3", "3/3"])
    #expect(Set(all.map(\.subject)) == ["record", "run 2", "network hospitals"])
  }

  @Test func `a run that has not ended is not intact`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    _ = try writer.play(1...3, from: writer.start.ledger)
    #expect(try !record.isIntact(run: 1))
    try writer.observe(.ended(.completed(success: true)))
    #expect(try record.isIntact(run: 1))
  }

  @Test func `observations are no evidence`() throws {
    let sql =
      "UPDATE attempt SET host = 'elsewhere', pid = 1; UPDATE round_time SET seconds = 0; DELETE FROM placement"
    #expect(try findings(after: sql) == [])
  }

  @Test func `what is no number at all is a finding and no crash`() throws {
    let found = try findings(after: "UPDATE account SET balance = 'lots'; UPDATE reward SET weight = 'much'")
    #expect(
      found.filter { $0.contains("cannot be checked") } == [
        "run 1: it cannot be checked: column weight holds no natural number",
        "network hospitals: it cannot be checked: column balance holds no amount",
        "network hospitals: it cannot be checked: column weight holds no natural number",
      ])
  }

  @Test func `a file with a torn page is found out`() throws {
    let path = try played()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes.replaceSubrange(8192..<12288, with: Data(repeating: 0x5a, count: 4096))
    try bytes.write(to: URL(fileURLWithPath: path))
    do {
      #expect(try !Record.open(path: path, for: .reading).verify().isEmpty)
    } catch RecordError.damaged {
      // Torn where not even the list of runs can be read.
    }
  }
}
