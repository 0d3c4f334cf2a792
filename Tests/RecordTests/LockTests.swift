import Foundation
import Planning
import Testing

@testable import Record

struct LockTests {
  let folder = try! TemporaryFolder()

  @Test func `a second writer is told who holds the record`() throws {
    let first = try Record.open(path: folder.file(), for: .writing(), host: "alpha", now: steppingClock())
    let pid = Int(ProcessInfo.processInfo.processIdentifier)
    let idle = LockHolder(pid: pid, host: "alpha", since: "2026-11-22T16:21:05.000Z")
    #expect(throws: RecordError.locked(path: folder.file(), holder: idle)) {
      try Record.open(path: folder.file(), for: .writing())
    }
    _ = try first.begin(Sample.inputs(), environment: Sample.environment)
    let holder = LockHolder(pid: 4711, host: "alpha", since: "2026-11-22T16:21:06.000Z", job: "sample")
    #expect(throws: RecordError.locked(path: folder.file(), holder: holder)) {
      try Record.open(path: folder.file(), for: .writing(waitSeconds: 0.06))
    }
    #expect(
      RecordError.locked(path: "muster.sqlite", holder: holder).description
        == "muster.sqlite: the record is in use by process 4711 on alpha since 2026-11-22T16:21:06.000Z, "
        + "which runs sample")
  }

  @Test func `the lock goes with the record and leaves one file`() throws {
    let first = try Record.open(path: folder.file(), for: .writing())
    try first.playWhole()
    #expect(
      try folder.names() == ["muster.sqlite", "muster.sqlite-shm", "muster.sqlite-wal", "muster.sqlite.lock"],
      "another run of the same process may be on its way")
    try first.close()
    #expect(try folder.names() == ["muster.sqlite"])
    let second = try Record.open(path: folder.file(), for: .writing())
    try second.close()
    #expect(try folder.names() == ["muster.sqlite"])
  }

  @Test func `a lock file that a killed process left is no lock`() throws {
    try Data("4711\nalpha\nthen\njob\n".utf8).write(
      to: URL(fileURLWithPath: folder.file("muster.sqlite.lock")))
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.close()
    #expect(try folder.names() == ["muster.sqlite"])
  }

  @Test func `a link to a record leads to the same lock`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.close()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.sqlite"), withDestinationPath: folder.file())
    let first = try Record.open(path: folder.file("link.sqlite"), for: .writing())
    #expect(try folder.names() == ["link.sqlite", "muster.sqlite", "muster.sqlite.lock"])
    #expect { try Record.open(path: folder.file(), for: .writing()) } throws: { error in
      if case RecordError.locked = error { true } else { false }
    }
    try first.close()
  }

  @Test func `readers read while a run goes on`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    let reader = try Record.open(path: folder.file(), for: .reading)
    #expect(try reader.run(1).status == .running)
    let ledger = try writer.play(1...2, from: writer.start.ledger)
    #expect(try reader.run(1).roundsDone == 2)
    #expect(try reader.verify() == [])
    _ = try writer.play(3...3, from: ledger)
    try writer.observe(.ended(.completed(success: true)))
    #expect(try reader.run(1).status == .succeeded)
    try reader.close()
    try record.close()
    #expect(try folder.names() == ["muster.sqlite"])
  }

  @Test func `a reader cannot write`() throws {
    try Record.open(path: folder.file(), for: .writing()).close()
    let reader = try Record.open(path: folder.file(), for: .reading)
    #expect {
      try reader.begin(Sample.inputs(), environment: Sample.environment)
    } throws: { error in
      if case RecordError.cannotWrite = error { true } else { false }
    }
  }
}
