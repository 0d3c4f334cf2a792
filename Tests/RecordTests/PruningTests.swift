import Planning
import Testing

@testable import Record

struct PruningTests {
  let folder = try! TemporaryFolder()

  private func recorded() throws -> Record {
    let record = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    try record.playWhole()
    try record.playWhole(Sample.inputs("other", economy: nil), ending: .completed(success: false))
    let writer = try record.begin(Sample.inputs("open"), environment: Sample.environment)
    _ = try writer.play(1...1, from: writer.start.ledger)
    try writer.observe(.ended(.interrupted))
    return record
  }

  @Test func `every run with a model, and every batch, may be pruned`() throws {
    let record = try recorded()
    let batch = try record.beginBatch(name: "nightly", path: "Jobs", environment: Sample.environment)
    let job = StoredBatchJob(
      position: 0, id: "sample", outcome: "skipped", reason: "", run: 1, attempts: 0, seconds: 0)
    try record.note(job, inBatch: batch)
    try record.endBatch(batch, status: 0)
    let (first, second) = (try record.run(1), try record.run(2))
    #expect(
      try record.pruneCandidates() == [
        PruneCandidate(
          kind: .run, number: 1, name: "sample", ended: first.finished, succeeded: true, size: 12),
        PruneCandidate(
          kind: .run, number: 2, name: "other", ended: second.finished, succeeded: false, size: 12),
        PruneCandidate(kind: .run, number: 3, name: "open", ended: nil, succeeded: false, size: 12),
        PruneCandidate(
          kind: .batch, number: 1, name: "nightly", ended: try record.batch(1).finished, succeeded: true,
          size: 2),
      ])
  }

  @Test func `a pruned run keeps all but its model, and is verified`() throws {
    let record = try recorded()
    let (seal, rounds, ledger) = (
      try record.seal(of: 1), try record.rounds(of: 1), try record.ledger(of: "hospitals")
    )
    _ = try record.prune(try record.pruneCandidates().filter { $0.number == 1 })
    #expect(try record.checkpoint(of: 1) == nil)
    #expect(try record.pruned(run: 1) != nil && record.pruned(run: 2) == nil)
    #expect(try record.seal(of: 1) == seal)
    #expect(try record.rounds(of: 1) == rounds)
    #expect(try record.ledger(of: "hospitals") == ledger)
    #expect(try record.isIntact(run: 1))
    #expect(try record.pruneCandidates().map(\.number) == [2, 3])
    try record.close()
    #expect(try Record.open(path: folder.file(), for: .reading).verify() == [])
  }

  @Test func `batches go whole, and their runs stay`() throws {
    let record = try recorded()
    for number in 1...2 {
      let batch = try record.beginBatch(name: "nightly", path: "Jobs", environment: Sample.environment)
      let job = StoredBatchJob(
        position: 0, id: "sample", outcome: "skipped", reason: "", run: 1, attempts: 0, seconds: 0)
      try record.note(job, inBatch: batch)
      if number == 1 { try record.endBatch(batch, status: 0) }
    }
    _ = try record.prune(
      KeepRules(last: 0).verdicts(on: try record.pruneCandidates().filter { $0.kind == .batch })
        .filter { $0.kept == nil }.map(\.candidate))
    #expect(try record.batches().map(\.number) == [2])
    #expect(try record.runs().count == 3)
    try record.close()
    #expect(try Record.open(path: folder.file(), for: .reading).verify() == [])
  }

  @Test func `a run that may go on is never pruned, and then nothing is`() throws {
    let record = try recorded()
    #expect(
      throws: RecordError.refused(
        path: folder.file(), reason: "run 3 may go on, and needs its model for that")
    ) { try record.prune(try record.pruneCandidates()) }
    #expect(try record.checkpoint(of: 1) != nil)
  }

  @Test func `the space of a model is given back`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let inputs = Sample.inputs(economy: nil, rounds: 1)
    let writer = try record.begin(inputs, environment: Sample.environment)
    try writer.observe(.roundFinished(Sample.large(floats: 1 << 20)))
    try writer.observe(.ended(.completed(success: true)))
    let outcome = try record.prune(try record.pruneCandidates())
    #expect(outcome.before - outcome.after >= 1 << 22)
    try record.close()
    #expect(try Record.open(path: folder.file(), for: .reading).verify() == [])
  }

  @Test func `a model that was trained again takes its place, and no other does`() throws {
    let record = try recorded()
    let model = try #require(try record.model(of: 1))
    _ = try record.prune(try record.pruneCandidates().filter { $0.number == 1 })
    #expect(try !record.restoreModel([1, 2, 3], of: 1))
    #expect(try record.model(of: 1) == nil && record.pruned(run: 1) != nil)
    #expect(try record.restoreModel(model.parameters, of: 1))
    #expect(try record.model(of: 1) == model && record.pruned(run: 1) == nil)
    #expect(try !record.restoreModel(model.parameters, of: 1))
    #expect(try record.verify() == [])
  }
}
