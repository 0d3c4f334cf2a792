import Foundation
import Planning
import Testing

@testable import Record

struct OpeningTests {
  let folder = try! TemporaryFolder()

  @Test func `nothing to read is an error and makes no file`() throws {
    #expect(throws: RecordError.missing(path: folder.file())) {
      try Record.open(path: folder.file(), for: .reading)
    }
    #expect(try folder.names() == [])
  }

  @Test func `an empty file becomes a record`() throws {
    try Data().write(to: URL(fileURLWithPath: folder.file()))
    try Record.open(path: folder.file(), for: .writing()).close()
    #expect(try Record.open(path: folder.file(), for: .reading).runs() == [])
  }

  @Test(arguments: [Record.Access.reading, .writing()])
  func `a text file is refused and left alone`(access: Record.Access) throws {
    let text = Data(String(repeating: "not a database\n", count: 100).utf8)
    try text.write(to: URL(fileURLWithPath: folder.file()))
    #expect(throws: RecordError.notARecord(path: folder.file())) {
      try Record.open(path: folder.file(), for: access)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == text)
    #expect(try folder.names() == ["muster.sqlite"])
  }

  @Test(arguments: [Record.Access.reading, .writing()])
  func `another program's database is refused and left alone`(access: Record.Access) throws {
    try tamper(folder.file(), "PRAGMA journal_mode = WAL; CREATE TABLE song (title TEXT)")
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
    #expect(throws: RecordError.notARecord(path: folder.file())) {
      try Record.open(path: folder.file(), for: access)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == before)
    #expect(try folder.names() == ["muster.sqlite"])
  }

  @Test(arguments: [Record.Access.reading, .writing()])
  func `a newer schema is refused`(access: Record.Access) throws {
    try Record.open(path: folder.file(), for: .writing()).close()
    try tamper(folder.file(), "PRAGMA user_version = 99")
    let error = RecordError.newerSchema(path: folder.file(), found: 99, known: 1)
    #expect(throws: error) { try Record.open(path: folder.file(), for: access) }
    #expect(error.description.hasSuffix("the record has schema 99, this Muster knows 1; use a newer Muster"))
  }

  @Test func `a missing folder is named`() throws {
    let path = folder.file("none/muster.sqlite")
    let reason = "the folder \(folder.file("none")) does not exist"
    #expect(throws: RecordError.cannotWrite(path: path, reason: reason)) {
      try Record.open(path: path, for: .writing())
    }
  }

  @Test func `a path may hold any character`() throws {
    let path = folder.file("a ?b#c%41 ö.sqlite")
    try Record.open(path: path, for: .writing()).close()
    #expect(try Record.open(path: path, for: .reading).runs() == [])
    #expect(try folder.names() == ["a ?b#c%41 ö.sqlite"])
  }

  @Test func `a file and folder that may not be written are read`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    try record.close()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.file())
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    let reader = try Record.open(path: folder.file(), for: .reading)
    #expect(try reader.verify() == [])
    #expect(try folder.names() == ["muster.sqlite"])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
  }

  @Test func `a full disk loses the round in flight and nothing else`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(rounds: 500), environment: Sample.environment)
    let ledger = try writer.play(1...2, from: writer.start.ledger)
    try record.queue.limit(toPagesMore: 5)
    #expect(throws: RecordError.cannotWrite(path: folder.file(), reason: "database or disk is full")) {
      _ = try writer.play(3...500, from: ledger)
    }
    let kept = try record.run(1).roundsDone
    #expect((2..<499).contains(kept))
    #expect(try record.verify() == [])
    try record.close()

    let again = try Record.open(path: folder.file(), for: .writing())
    #expect(try again.verify() == [])
    let resumed = try again.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    _ = try resumed.play(kept + 1...500, from: resumed.start.ledger)
    try resumed.observe(.ended(.completed(success: true)))
    #expect(try again.verify() == [])
  }
}
