import Determinism
import Planning
import Testing
import Tokenomics

@testable import Record

struct RoundTripTests {
  let folder = try! TemporaryFolder()

  @Test func `a run is read back as it was written`() throws {
    let record = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    try writer.observe(.workerJoined(Sample.worker(0)))
    try writer.observe(.workerJoined(Sample.worker(1)))
    try writer.observe(.workerLost(Trouble.losses[0]))
    try writer.observe(.workerJoined(Sample.worker(2, host: "gamma")))
    let last = try writer.play(1...3, from: writer.start.ledger)
    try writer.observe(.ended(.completed(success: nil)))
    try record.close()

    let read = try Record.open(path: folder.file(), for: .reading)
    let inputs = Sample.inputs()
    let run = try #require(try read.runs().first)
    #expect(
      run
        == StoredRun(
          id: 1, key: inputs.key, job: "sample", seed: .max, arithmetic: 1, network: "hospitals",
          status: .succeeded, roundsDone: 3, roundsPlanned: 3,
          started: Timestamp("2026-11-22T16:21:07.000Z")!,
          finished: Timestamp("2026-11-22T16:21:12.000Z")!, digest: try read.seal(of: 1).record))
    #expect(try read.run(withKey: inputs.key) == run)
    #expect(try read.run(withKey: Digest.of("another")) == nil)
    #expect(try read.specFiles(of: 1) == inputs.spec)
    #expect(try read.dataFiles(of: 1) == inputs.data)
    #expect(try read.fields(of: 1) == inputs.fields)
    #expect(try read.clients(of: 1) == inputs.clients)
    var git = inputs.git
    git?.diff = nil
    #expect(try read.git(of: 1) == git)
    #expect(try read.gitDiff(of: 1) == Sample.diff)
    #expect(try read.settings(of: 1) == inputs.settings)
    #expect(
      try read.dataset(of: 1)
        == StoredDataset(
          featureNames: inputs.featureNames, classNames: inputs.classNames, testRows: inputs.testRows))
    #expect(try read.workers(of: 1) == [Sample.worker(0), Sample.worker(1), Sample.worker(2, host: "gamma")])
    #expect(try read.losses(of: 1) == [Trouble.losses[0]])
    #expect(
      try read.attempts(of: 1) == [
        StoredAttempt(
          number: 1, afterRound: 0, started: run.started, finished: run.finished, ending: .finished,
          environment: Sample.environment, branch: "main")
      ])
    #expect(
      try read.checkpoint(of: 1)?.model.map(\.bitPattern)
        == Sample.outcome(3, ledger: nil).model.map(\.bitPattern))
    #expect(try read.ledger(of: "hospitals") == last)
    #expect(try read.verify() == [])

    var ledger = writer.start.ledger
    for (round, stored) in zip(1...3, try read.rounds(of: 1)) {
      let outcome = Sample.outcome(round, ledger: ledger)
      #expect(stored.firstDifference(from: outcome) == nil)
      #expect(stored.clients.map(\.loss.bitPattern) == outcome.clients.map(\.loss.bitPattern))
      #expect(stored.clients == outcome.clients)
      #expect(stored.rewards == outcome.rewards)
      #expect(stored.evaluation == outcome.evaluation)
      #expect(stored.seconds == 0.25)
      ledger = try ledger?.afterRound(rewards: outcome.rewards)
    }
    #expect(try read.rewards(of: 1) == read.rounds(of: 1).map(\.rewards))
    #expect(try (0...4).map { try read.rewards(of: 1, round: $0) } == [[]] + read.rewards(of: 1) + [[]])
  }

  @Test(arguments: [
    (RunEnding.completed(success: true), RunStatus.succeeded), (.completed(success: false), .missed),
    (.interrupted, .interrupted), (.failed(reason: "no worker could be started"), .interrupted),
    (.late(reason: "the run took longer than 7d"), .interrupted),
  ])
  func `an ending gives the status`(ending: RunEnding, status: RunStatus) throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let run = try record.playWhole(ending: ending)
    #expect(try record.run(run).status == status)
    #expect((try record.run(run).digest == nil) == (status == .interrupted))
    #expect(try record.verify() == [])
  }

  @Test(arguments: [
    (RunEnding.completed(success: nil), AttemptEnding.finished),
    (.diverged(round: 4, client: nil), .finished),
    (.interrupted, .interrupted),
    (.failed(reason: "no worker could be started"), .failed(reason: "no worker could be started")),
    (.late(reason: "the run took longer than 7d"), .late(reason: "the run took longer than 7d")),
  ])
  func `an attempt says how it stopped`(ending: RunEnding, expected: AttemptEnding) throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(ending: ending)
    #expect(try record.attempts(of: 1).map(\.ending) == [expected])
    #expect(try record.queue.lines("SELECT reason FROM attempts") == [expected.reason ?? ""])
  }

  @Test func `the newest evaluation is found, and none before the first`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(economy: nil), environment: Sample.environment)
    #expect(try record.lastEvaluation(of: 1) == nil)
    for (round, evaluated) in [(1, 1), (2, 1), (3, 3)] {
      _ = try writer.play(round...round, from: nil)
      let last = try #require(try record.lastEvaluation(of: 1))
      #expect(last == (evaluated, Sample.evaluation(evaluated)))
    }
  }

  @Test func `a run that diverges keeps its finished rounds and the place`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    _ = try writer.play(1...1, from: writer.start.ledger)
    try writer.observe(.ended(.diverged(round: 2, client: 1)))
    let run = try record.run(1)
    #expect(
      run.status == .diverged && run.divergedRound == 2 && run.divergedClient == 1 && run.roundsDone == 1)
    #expect(try record.verify() == [])
  }

  @Test func `a loss that is no number is refused and nothing of its round is kept`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(economy: nil), environment: Sample.environment)
    var outcome = Sample.outcome(1, ledger: nil)
    outcome.clients[1].loss = .nan
    let refused = RecordError.refused(
      path: folder.file(), reason: "run 1: the loss of client 1 in round 1 is nan")
    #expect(throws: refused) { try writer.observe(.roundFinished(outcome)) }
    #expect(try record.rounds(of: 1) == [])
  }

  @Test func `a round out of order is refused`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    let writer = try record.begin(Sample.inputs(economy: nil), environment: Sample.environment)
    let refused = RecordError.refused(
      path: folder.file(), reason: "run 1 has 0 rounds; round 2 cannot follow")
    #expect(throws: refused) { try writer.observe(.roundFinished(Sample.outcome(2, ledger: nil))) }
  }

  @Test func `the same run is not begun twice`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    let refused = RecordError.refused(path: folder.file(), reason: "run 1 has this run key already")
    #expect(throws: refused) { try record.begin(Sample.inputs(), environment: Sample.environment) }
    #expect(throws: RecordError.unknownRun(path: folder.file(), run: 2)) { try record.run(2) }
  }

  @Test func `the first difference is named`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: nil))
    let stored = try record.rounds(of: 1)[0]
    var again = Sample.outcome(1, ledger: nil)
    again.clients[0].loss = 0.0
    #expect(stored.firstDifference(from: again) == "round 1, client 0: the loss was -0.0, now 0.0")
    again.clients.remove(at: 0)
    #expect(stored.firstDifference(from: again) == "round 1: the cohort was [0, 1], now [1]")
  }

  @Test func `reproductions are kept beside the run and change no digest`() throws {
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    let before = try record.seal(of: 1)
    let reproductions = [
      Reproduction(
        at: Timestamp(milliseconds: 0), verdict: .same, firstDifference: nil, host: "a", version: "1.0"),
      Reproduction(
        at: Timestamp(milliseconds: 1), verdict: .different, firstDifference: "round 1", host: "b",
        version: "1.1"),
    ]
    for reproduction in reproductions { try record.store(reproduction, of: 1) }
    #expect(try record.reproductions(of: 1) == reproductions)
    #expect(try record.seal(of: 1) == before)
  }
}
