import Determinism
import Foundation
import Planning
import Testing
import Tokenomics

@testable import Record

struct ResumeTests {
  let folder = try! TemporaryFolder()

  /// What lies on the disk when a process is killed: the files as they are while the writer is still open.
  private func killed(afterRounds rounds: ClosedRange<Int>) throws -> String {
    let record = try Record.open(path: folder.file("alive.sqlite"), for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    _ = try writer.play(rounds, from: writer.start.ledger)
    for suffix in ["", "-wal", "-shm", ".lock"] {
      try FileManager.default.copyItem(
        atPath: folder.file("alive.sqlite" + suffix), toPath: folder.file("killed.sqlite" + suffix))
    }
    return folder.file("killed.sqlite")
  }

  @Test func `a killed run is interrupted, and resumed it ends as if nothing had been`() throws {
    let whole = try Record.open(path: folder.file("whole.sqlite"), for: .writing())
    try whole.playWhole()

    let path = try killed(afterRounds: 1...2)
    let reader = try Record.open(path: path, for: .reading)
    #expect(try reader.run(1).status == .interrupted)
    #expect(try reader.attempts(of: 1).map(\.ending) == [.killed])
    #expect(try reader.verify() == [])
    try reader.close()

    let record = try Record.open(path: path, for: .writing())
    #expect(try record.run(1).status == .interrupted)
    #expect(try record.attempts(of: 1).map(\.ending) == [.killed])
    let writer = try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    #expect(writer.start.afterRound == 2)
    #expect(writer.start.model == Sample.outcome(2, ledger: nil).model)
    #expect(writer.start.ledger?.height == 2)
    _ = try writer.play(3...3, from: writer.start.ledger, worker: 1, seconds: 9)
    try writer.observe(.ended(.completed(success: true)))
    #expect(try record.seal(of: 1) == whole.seal(of: 1))
    #expect(try record.attempts(of: 1).map(\.afterRound) == [0, 2])
    #expect(try record.attempts(of: 1).map(\.ending) == [.killed, .finished])
    #expect(try record.verify() == [])
    try record.close()
  }

  @Test func `a run that failed is resumed`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let first = try record.begin(Sample.inputs(), environment: Sample.environment)
    _ = try first.play(1...1, from: first.start.ledger)
    var broken = Sample.outcome(2, ledger: nil)
    broken.clients[0].seconds = .infinity
    #expect(throws: RecordError.self) { try first.observe(.roundFinished(broken)) }
    try first.observe(.ended(.failed(reason: "worker 3 failed")))
    let second = try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    #expect(try record.attempts(of: 1).map(\.ending) == [.failed(reason: "worker 3 failed"), nil])
    _ = try second.play(2...3, from: second.start.ledger)
    try second.observe(.ended(.completed(success: nil)))
    #expect(try record.verify() == [])
  }

  @Test func `a resume is told the numerics of the rounds before it`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    var other = Sample.worker(0)
    other.fingerprint = Digest.of("other numerics")
    func attempt(_ worker: WorkerFacts, rounds: ClosedRange<Int>?) throws -> Digest? {
      let writer =
        try record.runs().isEmpty
        ? record.begin(Sample.inputs(), environment: Sample.environment)
        : record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
      try writer.observe(.workerJoined(worker))
      if let rounds { _ = try writer.play(rounds, from: writer.start.ledger) }
      try writer.observe(.ended(.interrupted))
      return writer.start.fingerprint
    }
    // The first attempt finishes no round: it binds nobody to its numerics.
    #expect(try attempt(other, rounds: nil) == nil)
    #expect(try attempt(Sample.worker(0), rounds: 1...1) == nil)
    #expect(try attempt(Sample.worker(0), rounds: nil) == Digest.of("numerics"))
    #expect(try record.verify() == [])
    #expect(try attempt(other, rounds: 2...2) == Digest.of("numerics"))
    #expect(
      try record.verify().map(\.description) == ["run 1: its workers have different numeric fingerprints"])
  }

  @Test func `a run that has ended is not resumed`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    #expect(throws: RecordError.refused(path: folder.file(), reason: "run 1 has ended: succeeded")) {
      try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    }
  }

  @Test func `a resume opens with the ledger as it stands when others were paid meanwhile`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let first = try record.begin(Sample.inputs("first"), environment: Sample.environment)
    let ledger = try #require(try first.play(1...1, from: first.start.ledger))
    try first.observe(.ended(.interrupted))
    #expect(try record.playWhole(Sample.inputs("second")) == 2)
    #expect(try record.openings(of: 2) == [Opening(afterRound: 0, ledger: ledger)])

    let resumed = try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    #expect(resumed.start.ledger?.height == 4)
    _ = try resumed.play(2...3, from: resumed.start.ledger)
    try resumed.observe(.ended(.completed(success: true)))
    #expect(try record.openings(of: 1).map(\.afterRound) == [0, 1])
    #expect(try record.openings(of: 1).map(\.ledger.height) == [0, 4])
    #expect(try record.verify() == [])
  }

  @Test func `an opening that no round followed is replaced`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let first = try record.begin(Sample.inputs("first"), environment: Sample.environment)
    try first.observe(.ended(.interrupted))
    try record.playWhole(Sample.inputs("second"))
    let resumed = try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    _ = try resumed.play(1...3, from: resumed.start.ledger)
    try resumed.observe(.ended(.completed(success: true)))
    #expect(try record.openings(of: 1).map(\.ledger.height) == [3])
    #expect(try record.verify() == [])
  }

  @Test func `of another network a run is not resumed`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(ending: .interrupted)
    #expect(
      throws: RecordError.refused(
        path: folder.file(), reason: "run 1 is of network hospitals, the job of none")
    ) { try record.resume(run: 1, economy: nil, environment: Sample.environment) }
  }
}
