import Determinism
import Foundation
import GRDB
import Kernel
import Planning
import Testing

@testable import Record

/// Records of earlier schemas. `Version1.sql` is SQLite's dump of a record that the last Muster with schema 1 made, without
/// what `about` held.
struct MigrationTests {
  let folder = try! TemporaryFolder()

  private func makeOld(_ more: String = "") throws {
    let dump = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Version1.sql")
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: folder.file(), configuration: configuration)
    let sql = try String(contentsOf: dump, encoding: .utf8)
    try queue.inDatabase { db in
      try db.execute(sql: sql + more)
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 1")
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

  @Test func `a large model is cut into parts`() throws {
    try makeOld("UPDATE checkpoint SET model = CAST(zeroblob(2500000) || x'0000803F' AS BLOB)")
    try Record.open(path: folder.file(), for: .writing()).close()
    let record = try Record.open(path: folder.file(), for: .reading)
    let model = try #require(try record.checkpoint(of: 1)?.model)
    #expect(model.count == 625_001 && model.last == 1 && model.dropLast().allSatisfy { $0 == 0 })
    #expect(
      try record.queue.lines("SELECT part, length(parameters) FROM checkpoint_part")
        == ["0|1048576", "1|1048576", "2|402852"])
  }

  @Test func `a run may go on in a record that was brought up to date`() throws {
    try makeOld()
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: nil))
    #expect(try record.verify().map(\.description) == [])
    try record.close()
  }
}
