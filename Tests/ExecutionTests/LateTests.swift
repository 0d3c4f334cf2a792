import JobSpec
import Planning
import Testing
import Tokenomics

@testable import Execution

/// What deadlines decide, and that it is replayed.
struct LateTests {
  private let pools = [
    CrewPool(name: "near", workers: 2, isLocal: true), CrewPool(name: "far", workers: 2, isLocal: false),
  ]
  private let patience = Patience(round: .seconds(60))

  private func plan(
    _ onLate: FederationSection.OnLate, atLeast: Int? = nil, cohort: Int = 6, counted: Int? = nil
  ) -> Plan {
    var plan = FakePlan.plan(rounds: 3, cohort: cohort, counted: counted)
    plan.job.federation.onLate = onLate
    plan.job.federation.minClients = atLeast
    return plan
  }

  private func run(_ plan: Plan, endless: Set<Int>, everywhere: Bool = true) throws -> Recorder {
    let slow = Habits(endless: endless)
    let launcher = FakeLauncher(seed: 3, habits: [everywhere ? slow : Habits(), slow])
    return try ExecutionTests.run(plan, pools: pools, launcher: launcher, patience: patience)
  }

  @Test func `a late client goes to a worker of another pool`() throws {
    let recorder = try run(plan(.reassign), endless: [1, 4], everywhere: false)
    #expect(
      recorder.rounds == (try ExecutionTests.run(plan(.reassign), launcher: FakeLauncher(seed: 0)).rounds))
    #expect(recorder.rounds.allSatisfy { $0.decisions.isEmpty })
    #expect(recorder.losses.allSatisfy { $0.reason == "late: no answer by the round's deadline" })
  }

  @Test func `a client that is late three times ends the run`() throws {
    #expect(
      throws: ExecutionError.late(
        "training client 1 in round 1 was not done within 3 deadlines of 60 s each",
        knob: "`deadline` in the job")
    ) { try run(plan(.reassign), endless: [1]) }
  }

  @Test func `late clients are dropped, which is recorded and replayed without any deadline`() throws {
    let recorder = try run(plan(.drop, atLeast: 4), endless: [1, 4])
    #expect(recorder.ending == .completed(success: true))
    let dropped = [1, 4].map { Decision(client: $0, kind: .dropped) }
    #expect(recorder.rounds.map(\.decisions) == [dropped, dropped, dropped])
    #expect(recorder.rounds.map { $0.clients.map(\.client) } == Array(repeating: [0, 2, 3, 5], count: 3))
    try expectReplay(of: recorder, plan(.drop, atLeast: 4))
  }

  private func expectReplay(of recorder: Recorder, _ plan: Plan) throws {
    let decisions = Dictionary(uniqueKeysWithValues: recorder.rounds.map { ($0.round, $0.decisions) })
    var start = StartingPoint.beginning
    start.decisions = decisions
    let again = try ExecutionTests.run(plan, from: start, launcher: FakeLauncher(seed: 9))
    #expect(again.rounds == recorder.rounds)
    #expect(again.ending == recorder.ending)
  }

  @Test func `with too few clients in time, a round is not made`() throws {
    #expect(throws: ExecutionError.tooFewClients(round: 1, count: 4, atLeast: 5)) {
      try run(plan(.drop, atLeast: 5), endless: [1, 4])
    }
  }

  @Test func `where lateness fails, the run ends at the deadline`() throws {
    let recorder = Recorder()
    let launcher = FakeLauncher(seed: 3, habits: Array(repeating: Habits(endless: [1, 4]), count: 2))
    let reason = "round 1's deadline passed before these clients were trained: client-1, client-4"
    #expect(throws: ExecutionError.late(reason, knob: "`deadline` in the job")) {
      try ExecutionTests.run(
        plan(.fail), pools: pools, launcher: launcher, patience: patience, recorder: recorder)
    }
    #expect(recorder.ending == .late(reason: reason))
    #expect(recorder.pools.map(\.pool) == ["near", "far"])
  }

  @Test func `of too many, the first in client order count`() throws {
    let recorder = try run(plan(.reassign, counted: 4), endless: [])
    #expect(recorder.rounds.map { $0.clients.map(\.client) } == Array(repeating: [0, 1, 2, 3], count: 3))
    #expect(recorder.rounds.allSatisfy { $0.decisions.isEmpty })
    try expectReplay(of: recorder, plan(.reassign, counted: 4))
  }

  @Test func `of too many, those that are late give way to the next, which is recorded`() throws {
    let recorder = try run(plan(.reassign, counted: 4), endless: [1])
    #expect(recorder.rounds.map { $0.clients.map(\.client) } == Array(repeating: [0, 2, 3, 4], count: 3))
    #expect(
      recorder.rounds.map(\.decisions) == Array(repeating: [Decision(client: 1, kind: .dropped)], count: 3))
    try expectReplay(of: recorder, plan(.reassign, counted: 4))
  }

  @Test func `a run's own deadline ends it`() throws {
    let launcher = FakeLauncher(seed: 3, habits: [Habits(endless: [1])])
    let late = ExecutionError.late("the run's deadline of 2 min passed", knob: "`run_deadline` in the job")
    #expect(throws: late) {
      try ExecutionTests.run(
        plan(.reassign), pools: [.local(2)], launcher: launcher, patience: Patience(run: .seconds(120)))
    }
  }

  @Test func `a span is told as people say it`() {
    let spans: [Duration] = [
      .milliseconds(500), .seconds(90), .seconds(1200), .seconds(3600), .seconds(5400), .seconds(43_200),
    ]
    #expect(spans.map(\.words) == ["0.5 s", "90 s", "20 min", "1 h", "90 min", "12 h"])
  }

  @Test func `it is told who is awaited`() throws {
    let recorder = try run(plan(.drop, atLeast: 4), endless: [1, 4])
    let first = try #require(recorder.waits.first ?? nil)
    #expect(first.round == 1 && first.seconds >= 3 && first.left <= 57)
    #expect(Set(first.parties.flatMap(\.clients)) == [1, 4])
    #expect(recorder.waits.last == .some(nil))
  }

  @Test func `an operator's clients stay with its workers, and who takes over is paid`() throws {
    let own = [
      CrewPool(name: "a", workers: 2, operator: "ann", isLocal: false),
      CrewPool(name: "b", workers: 2, operator: "bob", isLocal: false),
    ]
    let plan = FakePlan.plan(rounds: 3, cohort: 6, operators: ["ann", "bob"])
    let calm = try ExecutionTests.run(
      plan, pools: own, launcher: FakeLauncher(seed: 1, habits: [Habits(), Habits()]))
    #expect(calm.rounds == (try ExecutionTests.run(plan, launcher: FakeLauncher(seed: 0)).rounds))
    #expect(calm.rounds.allSatisfy { $0.decisions.isEmpty })
    let recorder = try ExecutionTests.run(
      plan, pools: own, launcher: FakeLauncher(seed: 1, habits: [Habits(), Habits(isBarred: true)]))
    let taken = [1, 3, 5].map { Decision(client: $0, kind: .reassigned(operator: "ann")) }
    #expect(recorder.rounds.map(\.decisions) == [taken, taken, taken])
    for round in recorder.rounds {
      #expect(round.rewards.filter { $0.reason == .compute }.map(\.account) == ["ann"])
    }
    #expect(recorder.rounds.map(\.modelDigest) == calm.rounds.map(\.modelDigest))
    try expectReplay(of: recorder, plan)
  }
}
