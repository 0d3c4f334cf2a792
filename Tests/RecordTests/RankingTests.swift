import GRDB
import Kernel
import Planning
import Testing

@testable import Record

/// Evaluations that rank the test rows of two classes.
struct RankingTests {
  let folder = try! TemporaryFolder()

  /// A round without a ranking.
  private static func unranked(_ round: Int) -> RoundOutcome {
    var outcome = Sample.outcome(round, ledger: nil)
    outcome.evaluation?.concordance = nil
    return outcome
  }

  @Test func `a ranking is read back, compared and shown`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: nil))
    let stored = try record.rounds(of: 1)
    #expect(stored.map(\.evaluation) == (1...3).map { Sample.outcome($0, ledger: nil).evaluation })
    #expect(stored[0].evaluation?.value(of: .auc) == 37.0 / 48)
    #expect(try record.lastEvaluation(of: 1)?.evaluation == Sample.evaluation(3))
    #expect(stored[0].firstDifference(from: Sample.outcome(1, ledger: nil)) == nil)
    #expect(stored[0].firstDifference(from: Self.unranked(1)) == "round 1: the evaluation differs")
    #expect(
      try record.queue.lines("SELECT round, value FROM metrics WHERE metric = 'auc' ORDER BY round")
        == ["1|\(37.0 / 48)", "3|\(37.0 / 48)"])
    #expect(try record.verify().map(\.description) == [])
  }

  @Test func `a ranking is sealed, and a run without one needs no digest of it`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    let writer = try record.begin(Sample.inputs("other", economy: nil), environment: Sample.environment)
    for round in 1...3 { try writer.observe(.roundFinished(Self.unranked(round))) }
    try writer.observe(.ended(.completed(success: nil)))
    #expect(try record.verify() == [])
    #expect(try record.queue.lines("SELECT count(*) FROM digest WHERE run = 1 AND part = 'ranking'") == ["1"])
    try record.queue.write { try $0.execute(sql: "UPDATE ranking SET half_pairs = 36 WHERE round = 1") }
    #expect(try record.verify().contains { $0.message.hasPrefix("ranking was ") })
    #expect(try record.queue.lines("SELECT count(*) FROM digest WHERE run = 2 AND part = 'ranking'") == ["0"])
    #expect(try record.verify(run: 2) == [])
  }

  @Test func `a worker without a BLAS is read back as one`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(economy: nil), environment: Sample.environment)
    var worker = Sample.worker(0)
    (worker.blasLibrary, worker.blasConfiguration) = (nil, nil)
    try writer.observe(.workerJoined(worker))
    #expect(try record.workers(of: 1) == [worker])
  }
}
