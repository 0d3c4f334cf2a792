import Foundation
import Planning
import Testing

@testable import Record

struct BackupTests {
  let folder = try! TemporaryFolder()
  private var copy: String { folder.file("copy.sqlite") }

  private func recorded() throws -> Record {
    let record = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    try record.playWhole()
    return record
  }

  @Test func `a copy holds the same and is alone in its place`() throws {
    let record = try recorded()
    #expect(try record.copy(to: copy, replacing: false) == [])
    try record.close()
    #expect(try folder.names() == ["copy.sqlite", "muster.sqlite"])
    let (one, other) = (
      try Record.open(path: folder.file(), for: .reading), try Record.open(path: copy, for: .reading)
    )
    #expect(try one.runs() == other.runs())
    #expect(try one.seal(of: 1) == other.seal(of: 1))
    #expect(try one.ledger(of: "hospitals") == other.ledger(of: "hospitals"))
  }

  @Test func `a copy that is made while a run goes on has the finished rounds, and can be gone on with`()
    throws
  {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    let ledger = try writer.play(1...2, from: writer.start.ledger)
    let reader = try Record.open(path: folder.file(), for: .reading)
    #expect(try reader.copy(to: copy, replacing: false) == [])
    _ = try writer.play(3...3, from: ledger)
    try writer.observe(.ended(.completed(success: true)))

    let restored = try Record.open(path: copy, for: .writing())
    #expect(try restored.run(1).roundsDone == 2)
    let again = try restored.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    _ = try again.play(3...3, from: again.start.ledger)
    try again.observe(.ended(.completed(success: true)))
    #expect(try restored.run(1).digest == record.run(1).digest)
  }

  @Test func `a record in its place is only replaced when that is meant`() throws {
    let record = try recorded()
    try Record.open(path: copy, for: .writing()).close()
    let there = RecordError.cannotWrite(path: copy, reason: "there is a record already; --force replaces it")
    #expect(throws: there) { try record.copy(to: copy, replacing: false) }
    #expect(try Record.open(path: copy, for: .reading).runs() == [])
    #expect(try record.copy(to: copy, replacing: true) == [])
    #expect(try Record.open(path: copy, for: .reading).runs().count == 1)
  }

  @Test func `another file, the record itself and a record at work are never replaced`() throws {
    let record = try recorded()
    let text = folder.file("notes.txt")
    try Data(String(repeating: "notes ", count: 100).utf8).write(to: URL(fileURLWithPath: text))
    #expect(throws: RecordError.notARecord(path: text)) { try record.copy(to: text, replacing: true) }
    let writer = try Record.open(path: copy, for: .writing(), host: "alpha", now: steppingClock())
    let holder = LockHolder(pid: Int(getpid()), host: "alpha", since: "2026-11-22T16:21:05.000Z")
    #expect(throws: RecordError.locked(path: copy, holder: holder)) {
      try record.copy(to: copy, replacing: true)
    }
    try writer.close()
    try record.close()
    let reader = try Record.open(path: folder.file(), for: .reading)
    let itself = RecordError.cannotWrite(
      path: folder.file(), reason: "it is the record itself; give the copy another name")
    #expect(throws: itself) { try reader.copy(to: folder.file(), replacing: true) }
  }

  @Test func `a damaged record is not copied over a sound copy`() throws {
    let record = try recorded()
    #expect(try record.copy(to: copy, replacing: false) == [])
    try record.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: copy))
    try tamper(folder.file(), "UPDATE account SET balance = '1' WHERE name = 'mayo'")
    let findings = try Record.open(path: folder.file(), for: .reading).copy(to: copy, replacing: true)
    #expect(Set(findings.map(\.subject)) == ["network hospitals"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == before)
    #expect(try folder.names() == ["copy.sqlite", "muster.sqlite"])
  }

  @Test func `a whole record that is imported remembers it of each run, and settles none`() throws {
    let record = try recorded()
    try record.settle(run: 1, record.sampleSettlement(of: 1))
    try record.playWhole(Sample.inputs("second"))
    try record.begin(Sample.inputs("open"), environment: Sample.environment).observe(.ended(.interrupted))
    #expect(try record.copyAsImport(to: copy, waitSeconds: 0) == [])
    let imported = try Record.open(path: copy, for: .writing())
    #expect(
      try (1...3).map { try imported.origin(of: $0).map { [$0.path, "\($0.number)"] } }
        == (1...3).map { [folder.file(), "\($0)"] })
    #expect(try imported.seal(of: 2) == record.seal(of: 2))
    #expect(try imported.settlement(of: 1) == record.settlement(of: 1))
    let reason = "run 2 was imported from \(folder.file()), run 2 there; settle it there"
    #expect(throws: RecordError.refused(path: copy, reason: reason)) {
      try imported.settle(run: 2, imported.sampleSettlement(of: 2))
    }
    #expect(try imported.verify() == [])
  }

  /// Otherwise a copy that is stopped between the log and the file would leave it without its last rounds.
  @Test func `the log of a record that is replaced is worked in first`() throws {
    let record = try Record.open(path: folder.file("alive.sqlite"), for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    _ = try writer.play(1...2, from: writer.start.ledger)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: folder.file("alive.sqlite" + suffix), toPath: copy + suffix)
    }
    try Record.workIn(logOf: copy)
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
    #expect(try Record.open(path: copy, for: .reading).run(1).roundsDone == 2)
  }
}
