import Determinism
import Foundation
import GRDB
import Kernel
import Planning
import Testing
import Tokenomics

@testable import Record

/// Records of earlier schemas. `Version1.sql` is SQLite's dump of a record that the last Muster with schema 1 made,
/// `Version2.sql` that of the last one with schema 2, of a run that lost a worker, was interrupted and resumed, `Version3.sql`
/// that of the last one with schema 3, of four runs of one network, of which the third was paid before and after the fourth;
/// all without what `about` held.
struct MigrationTests {
  let folder = try! TemporaryFolder()

  private func makeOld(_ schema: Int = 1, _ more: String = "") throws {
    let dump = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Version\(schema).sql")
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: folder.file(), configuration: configuration)
    let sql = try String(contentsOf: dump, encoding: .utf8)
    try queue.inDatabase { db in
      try db.execute(sql: sql + more)
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(schema)")
    }
    try queue.close()
  }

  @Test func `a record of schema 1 is brought up to date by the next writer, and keeps its digests`() throws {
    try makeOld()
    let older = RecordError.olderSchema(path: folder.file(), found: 1, known: Schema.version)
    #expect(throws: older) { try Record.open(path: folder.file(), for: .reading) }
    try Record.open(path: folder.file(), for: .writing()).close()

    let record = try Record.open(path: folder.file(), for: .reading)
    #expect(try record.verify().map(\.description) == [])
    let run = try record.run(1)
    #expect(run.status == .succeeded && run.roundsDone == 2)
    #expect(run.digest?.hex == "5f89b50d9e48d8d3656d51874c984adc42e37ed84d08b4ab640efa12d8c7e6e4")
    #expect(try record.rounds(of: 1).map { $0.evaluation?.confusion } == [[0, 2, 0, 6], [0, 2, 0, 6]])
    #expect(try record.workers(of: 1).allSatisfy { $0.blasLibrary != nil })
    #expect(try record.checkpoint(of: 1)?.round == 2)
    #expect(try record.checkpoint(of: 1)?.model.count == 6)
  }

  @Test func `a record of schema 2 is brought up to date by the next writer, and keeps its digests`() throws {
    try makeOld(2)
    let older = RecordError.olderSchema(path: folder.file(), found: 2, known: Schema.version)
    #expect(throws: older) { try Record.open(path: folder.file(), for: .reading) }
    try Record.open(path: folder.file(), for: .writing()).close()

    let record = try Record.open(path: folder.file(), for: .reading)
    #expect(try record.verify().map(\.description) == [])
    let run = try record.run(1)
    #expect(run.status == .succeeded && run.roundsDone == 4)
    #expect(run.digest?.hex == "121b89775d6d8cb9111a79d90a26b4ba5c71d9e6f3f24c2ba389b96f31ca11aa")
    #expect(try record.seal(of: 1).record == run.digest)
    #expect(try record.attempts(of: 1).map(\.ending) == [.interrupted, .finished])
    #expect(
      try record.workers(of: 1).map { "\($0.worker) \($0.pool) \($0.host) \($0.key ?? "no key")" }
        == ["1 local alpha no key", "2 local alpha no key", "3 local alpha no key", "1 local alpha no key"])
    #expect(
      try record.losses(of: 1)
        == [WorkerLoss(worker: 1, pool: "local", round: 2, kind: .lost, reason: "killed by signal 9")])
    #expect(try record.rounds(of: 1).map(\.finished.description).last == "2026-11-22T22:26:18.562Z")
    #expect(try record.decisions(of: 1) == [:])
    #expect(try record.pools(of: 1) == [])
  }

  @Test func `a record of schema 3 is brought up to date by the next writer, and keeps its digests`() throws {
    try makeOld(3)
    let older = RecordError.olderSchema(path: folder.file(), found: 3, known: Schema.version)
    #expect(throws: older) { try Record.open(path: folder.file(), for: .reading) }
    try Record.open(path: folder.file(), for: .writing()).close()

    let record = try Record.open(path: folder.file(), for: .reading)
    #expect(try record.verify().map(\.description) == [])
    let digests = [
      "66868612ea1ffa86f1e6be80c9554a1cc8064240f1839b1d742f1f2eaaeae4e9",
      "bcc68c9cf2cf08286265af0524dad2d68400d1f155519339fab400dd90bd7d48",
      "4941c693d09b37b278143646e2d374c62a4817484b793dedc549f4e9f4ac715d",
      "82e67644eeac77402f3ee2525305e7dea5f6e6ff57752abf92fa5e83ad2eefdc",
    ]
    #expect(try record.runs().map { $0.digest?.hex } == digests)
    for (run, digest) in zip(1..., digests) {
      #expect(try record.seal(of: run).record.hex == digest)
      #expect(try record.isIntact(run: run))
      #expect(try record.settings(of: run) == [])
      #expect(try record.gitDiff(of: run) == nil)
      #expect(try record.settlement(of: run) == nil)
    }
    #expect(try record.openings(of: 3).map { [$0.afterRound, $0.ledger.height] } == [[0, 8], [2, 14]])
    #expect(try record.attempts(of: 3).map(\.ending) == [.interrupted, .finished])
    #expect(try record.losses(of: 3).map(\.reason) == ["killed by signal 9"])
    #expect(try record.batches() == [])
  }

  @Test(arguments: [1, 2, 3]) func `a run of an earlier schema can be settled`(schema: Int) throws {
    try makeOld(schema)
    let record = try Record.open(path: folder.file(), for: .writing())
    guard try record.run(1).network != nil else { return }
    let before = try record.seal(of: 1)
    let all = try record.payable(of: 1).map(\.account)
    #expect(!all.isEmpty)
    try record.settle(run: 1, record.sampleSettlement(of: 1, to: all))
    #expect(try record.payable(of: 1) == [])
    #expect(try record.seal(of: 1) == before)
    #expect(try record.verify().map(\.description) == [])
  }

  @Test func `a large model is cut into parts`() throws {
    try makeOld(1, "UPDATE checkpoint SET model = CAST(zeroblob(2500000) || x'0000803F' AS BLOB)")
    try Record.open(path: folder.file(), for: .writing()).close()
    let record = try Record.open(path: folder.file(), for: .reading)
    let model = try #require(try record.checkpoint(of: 1)?.model)
    #expect(model.count == 625_001 && model.last == 1 && model.dropLast().allSatisfy { $0 == 0 })
    #expect(
      try record.queue.lines("SELECT part, length(parameters) FROM checkpoint_part")
        == ["0|1048576", "1|1048576", "2|402852"])
  }

  @Test(arguments: [1, 2, 3]) func `a run may be recorded in a record that was brought up to date`(
    schema: Int
  )
    throws
  {
    try makeOld(schema)
    let record = try Record.open(path: folder.file(), for: .writing())
    let last = try record.runs().count
    try record.playTroubled(Sample.inputs())
    #expect(try record.decisions(of: last + 1) == Trouble.decisions)
    #expect(try record.settings(of: last + 1) == Sample.inputs().settings)
    #expect(try record.verify().map(\.description) == [])
    try record.close()
  }

  @Test(arguments: [1, 2, 3]) func `a record is brought up to date when that is asked for`(schema: Int) throws
  {
    try makeOld(schema)
    let path = folder.file()
    #expect(
      RecordError.olderSchema(path: path, found: schema, known: 4).description
        == "\(path): the record has schema \(schema); `muster migrate \(path)` brings it to schema 4; keep a copy"
    )
    let first = try #require(try Record.migrate(path: path, waitSeconds: 0))
    #expect(first == (schema, Schema.version))
    let second = try #require(try Record.migrate(path: path, waitSeconds: 0))
    #expect(second == (Schema.version, Schema.version))
    #expect(try Record.open(path: path, for: .reading).verify() == [])
    #expect(try folder.names() == ["muster.sqlite"])
    #expect(try Record.migrate(path: folder.file("none.sqlite"), waitSeconds: 0) == nil)
  }
}
