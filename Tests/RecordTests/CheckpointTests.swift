import Determinism
import Planning
import Testing

@testable import Record

struct CheckpointTests {
  let folder = try! TemporaryFolder()

  @Test(arguments: [1, 262_143, 262_144, 262_145, 700_001])
  func `a model of any length is written over round by round and read back whole`(count: Int) throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(economy: nil), environment: Sample.environment)
    for round in 1...2 {
      var outcome = Sample.outcome(round, ledger: nil)
      outcome.model = (0..<count).map { Float($0 * round) }
      outcome.modelDigest = Digest.of(outcome.model)
      try writer.observe(.roundFinished(outcome))
      #expect(try record.checkpoint(of: 1) == Checkpoint(round: round, model: outcome.model))
    }
    #expect(try record.verify().map(\.description) == [])
  }
}
