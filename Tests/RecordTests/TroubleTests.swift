import Determinism
import Planning
import Testing
import Tokenomics

@testable import Record

/// Runs whose workers, links and clients failed on the way.
struct TroubleTests {
  let folder = try! TemporaryFolder()

  private func opened() throws -> Record {
    try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
  }

  @Test func `decisions, losses and pools are read back as they were written`() throws {
    let record = try opened()
    try record.playTroubled()
    #expect(try record.decisions(of: 1) == Trouble.decisions)
    #expect(try record.rounds(of: 1).map(\.decisions) == [[], Trouble.decisions[2], []])
    #expect(try record.workers(of: 1) == Trouble.workers)
    #expect(try record.losses(of: 1) == Trouble.losses)
    #expect(
      try record.pools(of: 1) == [
        StoredPool(attempt: 1, report: Trouble.pools[1]), StoredPool(attempt: 1, report: Trouble.pools[0]),
      ])
    #expect(try record.verify().map(\.description) == [])
  }

  @Test(arguments: [1, 2, UInt64.random(in: .min ... .max)])
  func `whatever is decided is read back`(seed: UInt64) throws {
    var source = RandomStream(seed: seed, purpose: .fingerprint)
    let inputs = Sample.inputs(economy: nil, rounds: 20)
    var decided: [Int: [Decision]] = [:]
    for round in 1...inputs.rounds {
      let kinds: [[Decision.Kind]] = [
        [], [.dropped], [.reassigned(operator: "ö \(round)")], [.dropped, .reassigned(operator: "")],
      ]
      let decisions = (0...2).flatMap { client in
        kinds[source.below(kinds.count)].map { Decision(client: client, kind: $0) }
      }
      if !decisions.isEmpty { decided[round] = decisions }
    }
    let record = try opened()
    try record.playTroubled(inputs, decisions: decided)
    #expect(try record.decisions(of: 1) == decided)
  }

  @Test
  func `nothing that happened to a worker changes a digest, and without decisions it is that of before`()
    throws
  {
    let calm = try Record.open(path: folder.file("calm.sqlite"), for: .writing())
    try calm.playWhole()
    let record = try opened()
    try record.playTroubled(decisions: [:])
    #expect(try record.seal(of: 1) == calm.seal(of: 1))
    #expect(try record.decisions(of: 1) == [:])
  }

  /// The record digest was computed by the Python program in `Documentation/record.md` from a record of this run.
  @Test func `a decision is an input: it changes the digests`() throws {
    let record = try opened()
    let inputs = Sample.inputs(economy: nil)
    try record.playWhole(inputs)
    let calm = try record.seal(of: 1)
    var again = inputs
    again.key = Digest.of("another key")
    try record.playTroubled(again)
    let troubled = try record.seal(of: 2)
    #expect(troubled.parts.count == calm.parts.count + 1)
    #expect(troubled.parts.filter { !calm.parts.contains($0) }.map(\.table) == ["run", "decision"])
    #expect(troubled.results == calm.results && troubled.inputs != calm.inputs)
    #expect(troubled.record.hex == "d3e5d36e58a98c50d47be1585ecf08f07be1f5ad21035fb312c7bded8e39a9da")
  }

  @Test func `a run that was late is resumed`() throws {
    let record = try opened()
    let first = try record.begin(Sample.inputs(), environment: Sample.environment)
    let ledger = try first.play(1...1, from: first.start.ledger)
    try first.observe(.poolsDone(Trouble.pools))
    try first.observe(.ended(.late(reason: "round 2 took longer than 1h")))
    #expect(try record.run(1).status == .interrupted)

    let second = try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    #expect(try record.attempts(of: 1).map(\.ending) == [.late(reason: "round 2 took longer than 1h"), nil])
    _ = try second.play(2...3, from: ledger, decisions: Trouble.decisions)
    try second.observe(.poolsDone([Trouble.pools[1]]))
    try second.observe(.ended(.completed(success: nil)))
    #expect(
      try record.pools(of: 1) == [
        StoredPool(attempt: 1, report: Trouble.pools[1]), StoredPool(attempt: 1, report: Trouble.pools[0]),
        StoredPool(attempt: 2, report: Trouble.pools[1]),
      ])
    #expect(
      try record.queue.lines("SELECT pool, attempts, tasks, refused FROM pools") == [
        "gamma|2|2|attempt 1: its signature is wrong; attempt 2: its signature is wrong", "local|1|5|",
      ])
    #expect(try record.verify() == [])
  }

  @Test(arguments: [
    (
      "UPDATE worker SET key = 'ABCD'",
      "CHECK constraint failed: length(key) = 64 AND key NOT GLOB '*[^0-9a-f]*'"
    ),
    (
      "UPDATE decision SET operator = 'ann'",
      "CHECK constraint failed: (kind = 'reassigned') = (operator IS NOT NULL)"
    ),
    ("UPDATE decision SET client = 7", "FOREIGN KEY constraint failed"),
    ("UPDATE decision SET round = 4", "FOREIGN KEY constraint failed"),
    ("UPDATE worker_loss SET kind = 'left'", "CHECK constraint failed: kind IN ('lost', 'refused')"),
    (
      "UPDATE attempt SET ending = 'late'",
      "CHECK constraint failed: (ending IS 'failed' OR ending IS 'late') = (reason IS NOT NULL)"
    ),
    (
      "UPDATE attempt SET reason = 'why'",
      "CHECK constraint failed: (ending IS 'failed' OR ending IS 'late') = (reason IS NOT NULL)"
    ),
  ])
  func `the schema forbids what makes no sense`(sql: String, message: String) throws {
    let record = try opened()
    try record.playTroubled()
    try record.close()
    #expect(try refusal(folder.file(), sql) == message)
  }
}
