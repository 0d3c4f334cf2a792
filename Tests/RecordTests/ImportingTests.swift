import Determinism
import Planning
import Testing
import Tokenomics

@testable import Record

struct ImportingTests {
  let folder = try! TemporaryFolder()
  private var there: String { folder.file("there.sqlite") }

  private func record(_ path: String, _ jobs: [RunInputs]) throws {
    let record = try Record.open(path: path, for: .writing(), now: steppingClock())
    for job in jobs { try record.playWhole(job) }
    try record.close()
  }

  private func take(_ runs: [Int]? = nil) throws -> [Arrival] {
    let source = try Record.open(path: there, for: .reading)
    let target = try Record.open(path: folder.file(), for: .writing(), now: steppingClock())
    defer { try? target.close() }
    return try target.take(runs, from: source)
  }

  private func refusal(of runs: [Int]? = nil) throws -> RecordError? {
    do throws(RecordError) {
      let source = try Record.open(path: there, for: .reading)
      let target = try Record.open(path: folder.file(), for: .writing())
      defer { try? target.close() }
      _ = try target.take(runs, from: source)
      return nil
    } catch { return error }
  }

  @Test func `runs arrive with all their rows, their digests and their network's ledger`() throws {
    try record(there, [Sample.inputs(), Sample.inputs("second"), Sample.inputs("free", economy: nil)])
    let arrivals = try take()
    #expect(arrivals.map(\.fate) == [.imported, .imported, .imported])
    #expect(arrivals.map(\.number) == [1, 2, 3] && arrivals.map(\.job) == ["sample", "free", "second"])
    let (source, target) = (
      try Record.open(path: there, for: .reading), try Record.open(path: folder.file(), for: .reading)
    )
    #expect(try target.verify() == [])
    #expect(try target.ledger(of: "hospitals") == source.ledger(of: "hospitals"))
    for arrival in arrivals {
      let (from, to) = (arrival.from, arrival.number)
      #expect(try source.seal(of: from) == target.seal(of: to))
      #expect(try source.sql(of: from, observations: false) == target.sql(of: to, observations: false))
      #expect(try source.rounds(of: from) == target.rounds(of: to))
      #expect(try source.workers(of: from) == target.workers(of: to))
      #expect(try source.attempts(of: from) == target.attempts(of: to))
      #expect(try source.checkpoint(of: from) == target.checkpoint(of: to))
      #expect(try target.origin(of: to).map { ["\($0.number)", $0.path] } == ["\(from)", there])
    }
  }

  @Test func `a run that is here is compared and left alone`() throws {
    try record(there, [Sample.inputs()])
    try record(folder.file(), [Sample.inputs("free", economy: nil), Sample.inputs()])
    let digest = try #require(try Record.open(path: there, for: .reading).run(1).digest)
    #expect(try take() == [Arrival(from: 1, number: 2, job: "sample", digest: digest, fate: .same)])
    #expect(try Record.open(path: folder.file(), for: .reading).origin(of: 2) == nil)
  }

  @Test func `a run that came out otherwise here is told`() throws {
    try record(there, [Sample.inputs(economy: nil)])
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole(Sample.inputs(economy: nil), ending: .completed(success: false))
    let here = try #require(try record.run(1).digest)
    try record.close()
    #expect(try take().map(\.fate) == [.different(here)])
  }

  @Test func `a run goes on from the ledger that is here, or is refused`() throws {
    try record(there, [Sample.inputs(), Sample.inputs("second")])
    let advice = "; `--record NEW` takes the whole record into one of its own"
    let misfit = "run 2 does not go on from the ledger of network hospitals here: "
    #expect(
      try refusal(of: [2])
        == .refused(path: "", reason: misfit + "it opens after 3 rewarded rounds, here are 0" + advice))
    #expect(try Record.open(path: folder.file(), for: .reading).runs() == [])
    try record(folder.file(), [Sample.inputs("mine")])
    // As many rounds, and the same rewards: only the run is another.
    #expect(try refusal(of: [2]) == nil)
    #expect(try Record.open(path: folder.file(), for: .reading).verify() == [])
  }

  @Test func `another network of the same name is refused`() throws {
    try record(there, [Sample.inputs()])
    var rules = Sample.rules
    rules.symbol = "CURE"
    try record(folder.file(), [Sample.inputs("mine", economy: rules)])
    let error = try #require(try refusal())
    #expect("\(error)".contains("the network is another one here"))
  }

  @Test func `runs are taken in the order of their ledgers`() throws {
    let record = try Record.open(path: there, for: .writing())
    let first = try record.begin(Sample.inputs(), environment: Sample.environment)
    try first.observe(.workerJoined(Sample.worker(0)))
    try first.observe(.ended(.interrupted))
    try record.playWhole(Sample.inputs("second"))
    let again = try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    _ = try again.play(1...3, from: again.start.ledger)
    try again.observe(.ended(.completed(success: true)))
    try record.close()
    #expect(try take().map(\.from) == [2, 1])
    #expect(try Record.open(path: folder.file(), for: .reading).verify() == [])
  }

  @Test func `a run that was paid between others cannot be taken alone`() throws {
    let record = try Record.open(path: there, for: .writing())
    let first = try record.begin(Sample.inputs(), environment: Sample.environment)
    _ = try first.play(1...1, from: first.start.ledger)
    try first.observe(.ended(.interrupted))
    try record.playWhole(Sample.inputs("second"))
    let again = try record.resume(run: 1, economy: Sample.rules, environment: Sample.environment)
    _ = try again.play(2...3, from: again.start.ledger)
    try again.observe(.ended(.completed(success: true)))
    try record.close()
    let error = try #require(try refusal())
    #expect("\(error)".contains("other runs were paid between its rounds"))
    #expect(try Record.open(path: folder.file(), for: .reading).runs() == [])
  }

  @Test func `a run that has not ended is refused, and passed over among all`() throws {
    let record = try Record.open(path: there, for: .writing())
    let writer = try record.begin(Sample.inputs(), environment: Sample.environment)
    try writer.observe(.ended(.interrupted))
    try record.playWhole(Sample.inputs("free", economy: nil))
    try record.close()
    let reason = "run 1 has not ended; `muster resume 1` goes on with it there"
    #expect(try refusal(of: [1]) == .refused(path: there, reason: reason))
    #expect(try take().map(\.job) == ["free"])
  }

  @Test func `a settled run stays where it was settled`() throws {
    try record(there, [Sample.inputs()])
    let record = try Record.open(path: there, for: .writing())
    let payable = try record.payable(of: 1)
    let total = payable.reduce(0) { $0 + $1.amount }
    try record.settle(
      run: 1,
      StoredSettlement(
        target: "ethereum", chainID: 1, token: nil, root: "0x00", total: total, settled: .now(),
        entries: payable.map {
          StoredSettlement.Entry(account: $0.account, address: "0x00", amount: $0.amount)
        }))
    try record.close()
    let reason = "run 1 was settled, and must not be paid out twice; `--record NEW` takes the whole record"
    #expect(try refusal() == .refused(path: there, reason: reason))
  }

  @Test func `a record that was changed is refused before anything is kept`() throws {
    try record(there, [Sample.inputs(), Sample.inputs("free", economy: nil)])
    try tamper(there, "UPDATE client_update SET steps = steps + 1 WHERE run = 2 AND round = 2")
    let error = try #require(try refusal())
    guard case .damaged(let path, let reason) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(path == there && reason.hasPrefix("run 2: client_update was "))
    #expect(try Record.open(path: folder.file(), for: .reading).runs() == [])
    #expect(try take([1]).map(\.fate) == [.imported])
  }

  @Test func `a pruned run arrives as it is`() throws {
    try record(there, [Sample.inputs()])
    let record = try Record.open(path: there, for: .writing())
    _ = try record.prune(try record.pruneCandidates())
    try record.close()
    #expect(try take().map(\.fate) == [.imported])
    let target = try Record.open(path: folder.file(), for: .reading)
    #expect(try target.verify() == [] && target.pruned(run: 1) != nil)
  }

  @Test func `an imported run is settled where it came from`() throws {
    try record(there, [Sample.inputs()])
    _ = try take()
    let target = try Record.open(path: folder.file(), for: .writing())
    let reason = "run 1 was imported from \(there), run 1 there; settle it there"
    #expect(throws: RecordError.refused(path: folder.file(), reason: reason)) {
      try target.settle(run: 1, target.sampleSettlement(of: 1))
    }
    #expect(try target.settlement(of: 1) == nil)
    let source = try Record.open(path: there, for: .writing())
    try source.settle(run: 1, source.sampleSettlement(of: 1))
  }

  @Test func `a record that was made for nothing goes, and one that holds something stays`() throws {
    try Record.open(path: folder.file(), for: .writing()).discard()
    #expect(try folder.names() == [])
    let record = try Record.open(path: folder.file(), for: .writing())
    try record.playWhole()
    try record.discard()
    #expect(try folder.names() == ["muster.sqlite"])
    #expect(try Record.open(path: folder.file(), for: .reading).runs().count == 1)
  }
}
