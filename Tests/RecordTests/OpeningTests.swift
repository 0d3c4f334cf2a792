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

  @Test func `an empty file is no record to read`() throws {
    try Data().write(to: URL(fileURLWithPath: folder.file()))
    #expect(throws: RecordError.missing(path: folder.file())) {
      try Record.open(path: folder.file(), for: .reading)
    }
  }

  @Test(arguments: [
    "it is a folder", "it is not a regular file", "it is a link to nothing", "Not a directory",
  ])
  func `what can hold no record is refused at once and left alone`(reason: String) throws {
    var path = folder.file()
    switch reason {
    case "it is a folder":
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case "it is not a regular file": #expect(mkfifo(path, 0o600) == 0)
    case "it is a link to nothing":
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.file("nothing"))
    default:
      try Data("text".utf8).write(to: URL(fileURLWithPath: path))
      path += "/record.sqlite"
    }
    for access in [Record.Access.reading, .writing()] {
      #expect(throws: RecordError.cannotRead(path: path, reason: reason)) {
        try Record.open(path: path, for: access)
      }
    }
    #expect(try folder.names() == ["muster.sqlite"])
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
    let error = RecordError.newerSchema(path: folder.file(), found: 99, known: Schema.version)
    #expect(throws: error) { try Record.open(path: folder.file(), for: access) }
    #expect(error.description.hasSuffix("the record has schema 99, this Muster knows 4; use a newer Muster"))
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

  /// To SQLite these name no file, or another one. In a process of its own, whose folder can be changed.
  @Test func `no name is special`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      #expect(chdir(folder.path) == 0)
      let names = [":memory:", "file::memory:?cache=shared", "file:a.sqlite", "file:b?mode=memory"]
      for name in names {
        let record = try Record.open(path: name, for: .writing())
        try record.playWhole()
        try record.close()
        let reader = try Record.open(path: name, for: .reading)
        #expect(try reader.runs().count == 1)
        #expect(try reader.verify() == [])
        try reader.close()
      }
      #expect(try folder.names() == names)
    }
  }

  @Test func `an empty path is no path`() {
    let read = RecordError.cannotRead(path: "", reason: "its path is empty")
    #expect(throws: read) { try Record.open(path: "", for: .reading) }
    #expect(throws: RecordError.cannotWrite(path: "", reason: "its path is empty")) {
      try Record.open(path: "", for: .writing())
    }
    #expect(read.description == "the record cannot be read: its path is empty")
  }

  /// A link in the place of the index stands for a folder that cannot be written: root may write any.
  @Test func `a log that cannot be read is named`() throws {
    let record = try Record.open(path: folder.file("alive.sqlite"), for: .writing())
    _ = try record.begin(Sample.inputs(), environment: Sample.environment)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: folder.file("alive.sqlite" + suffix), toPath: folder.file("muster.sqlite" + suffix))
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("muster.sqlite-shm"), withDestinationPath: folder.file("nothing"))
    let reason =
      "a writer left it open, and then it is read only in a folder that can be written; "
      + "copy the record, and its -wal or -journal if there is one, to such a folder"
    #expect(throws: RecordError.cannotRead(path: folder.file(), reason: reason)) {
      try Record.open(path: folder.file(), for: .reading).runs()
    }
  }

  @Test func `a value too large for SQLite is no damage`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let reason = "a text or a model is larger than SQLite can hold"
    #expect(throws: RecordError.cannotWrite(path: folder.file(), reason: reason)) {
      do { _ = try record.queue.lines("SELECT zeroblob(2147483647)") } catch {
        throw RecordError(error, path: folder.file())
      }
    }
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
