import Planning
import Testing

@testable import Record

/// Whoever edits a record may write any number: readers are told, and never trap.
struct EditedRecordTests {
  let folder = try! TemporaryFolder()

  private static let counts = [
    "client_update.rows", "client_update.examples", "client_update.steps", "client_update.client",
    "client_update.round", "evaluation.rows", "evaluation.round", "round.round", "client_time.worker",
    "decision.round", "decision.client", "worker_loss.worker", "worker_loss.round", "pool.tasks",
    "pool.retries",
    "pool.losses",
  ]

  private func error(after sql: String) throws -> RecordError? {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playTroubled(
      Sample.inputs(rounds: 1), decisions: [1: [Decision(client: 2, kind: .dropped)]])
    try record.close()
    try tamper(folder.file(), "PRAGMA ignore_check_constraints = 1; " + sql)
    let reader = try Record.open(path: folder.file(), for: .reading)
    _ = try reader.verify()
    do {
      _ = try (reader.rounds(of: 1), reader.lastEvaluation(of: 1), reader.clients(of: 1), reader.run(1))
      _ = try (reader.workers(of: 1), reader.losses(of: 1), reader.pools(of: 1))
      return nil
    } catch { return error }
  }

  private func damaged(_ reason: String) -> RecordError { .damaged(path: folder.file(), reason: reason) }

  @Test(arguments: counts, ["-1", "1099511627777", "9223372036854775807", "-9223372036854775808"])
  func `a count out of bounds is refused`(place: String, value: String) throws {
    let (table, column) = (place.split(separator: ".")[0], place.split(separator: ".")[1])
    let only = table == "client_update" || table == "client_time" ? "client = 0" : "true"
    #expect(
      try error(after: "UPDATE \(table) SET \(column) = \(value) WHERE \(only)")
        == damaged("column \(column) holds no count"))
  }

  @Test(arguments: [
    "[-1,0,0,0]", "[1099511627776,1,0,0]", "[9223372036854775807,1,1,1]", "[1,2", "[1,,2]", "{}",
  ])
  func `a list of counts out of bounds is refused`(list: String) throws {
    #expect(
      try error(after: "UPDATE evaluation SET confusion = '\(list)'")
        == damaged("column confusion holds no list of counts"))
  }

  @Test func `the largest count is read`() throws {
    let sql = """
      UPDATE client_update SET examples = 1099511627776; UPDATE evaluation SET confusion = '[1099511627776,0,0,0]'
      """
    #expect(try error(after: sql) == nil)
  }

  @Test(arguments: ["7ff0000000000000", "fff0000000000000", "7ff8000000000000"])
  func `bits of no finite number are refused`(bits: String) throws {
    #expect(
      try error(after: "UPDATE client_update SET loss_bits = '\(bits)'")
        == damaged("column loss_bits holds no finite IEEE 754 double"))
  }

  @Test(arguments: [
    "decision SET kind = 'reassigned'", "decision SET operator = 'ann'", "decision SET kind = 'late'",
    "worker_loss SET kind = 'late'",
  ])
  func `an unknown kind is refused`(change: String) throws {
    #expect(try error(after: "UPDATE \(change)") == damaged("column kind holds no known word"))
  }

  @Test(arguments: [
    ("4611686018427387904", nil), ("4611686018427387905", "column bytes_sent holds no count"),
  ])
  func `bytes may be many, but not more than can be added up`(bytes: String, reason: String?) throws {
    #expect(try error(after: "UPDATE pool SET bytes_sent = \(bytes)") == reason.map(damaged))
  }

  @Test func `an infinite time is refused`() throws {
    #expect(
      try error(after: "UPDATE round_time SET seconds = 9e999")
        == damaged("column seconds holds no finite number"))
  }

  @Test func `a new run after the last number there is fails and does not trap`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: nil))
    try record.close()
    try tamper(folder.file(), "UPDATE run SET run = 9223372036854775807")
    let writer = try Record.open(path: folder.file(), for: .writing())
    #expect(throws: damaged("column run holds no count")) {
      try writer.begin(Sample.inputs("other", economy: nil), environment: Sample.environment)
    }
  }
}
