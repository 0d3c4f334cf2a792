import Determinism
import Planning
import Testing
import WorkerProtocol

@testable import Execution

/// Several pools, and what their failures may cost.
struct PoolTests {
  private let pools = [
    CrewPool(name: "near", workers: 2, isLocal: true), CrewPool(name: "far", workers: 3, isLocal: false),
    CrewPool(name: "further", workers: 1, isLocal: false),
  ]

  private func undisturbed(_ plan: Plan = FakePlan.plan()) throws -> [RoundOutcome] {
    try ExecutionTests.run(plan, launcher: FakeLauncher(seed: 0)).rounds
  }

  private func run(_ habits: [Habits], seed: UInt64 = 1, plan: Plan = FakePlan.plan()) throws -> Recorder {
    try ExecutionTests.run(plan, pools: pools, launcher: FakeLauncher(seed: seed, habits: habits))
  }

  @Test func `all pools work, and nobody can tell from the result`() throws {
    let recorder = try run(Array(repeating: Habits(), count: 3), plan: FakePlan.plan(cohort: 6))
    #expect(recorder.rounds == (try undisturbed(FakePlan.plan(cohort: 6))))
    #expect(recorder.pools.map(\.pool) == ["near", "far", "further"])
    #expect(recorder.pools.allSatisfy { $0.tasks > 0 && $0.bytesSent > 0 && $0.bytesReceived > 0 })
    #expect(recorder.pools.allSatisfy { $0.losses == 0 && $0.retries == 0 && $0.refused == nil })
    // Four rounds of six clients, and two evaluations of three stretches.
    #expect(recorder.pools.reduce(0) { $0 + $1.tasks } == 30)
    #expect(recorder.keys == [nil, Habits().key?.publicKey.hex])
  }

  @Test func `a host that is away for a while comes back`() throws {
    for seed in 1...30 as ClosedRange<UInt64> {
      let away = Habits(outages: [0.02...50])
      let recorder = try run([Habits(delays: 200), away, away], seed: seed)
      #expect(recorder.rounds == (try undisturbed()), "seed \(seed)")
      #expect(recorder.losses.allSatisfy { $0.kind == .lost }, "seed \(seed)")
    }
  }

  @Test func `without any other host, one is waited for as long as two minutes`() throws {
    let far = CrewPool(name: "far", workers: 3, isLocal: false)
    let back = FakeLauncher(seed: 4, habits: [Habits(outages: [0.02...45])])
    #expect(try ExecutionTests.run(FakePlan.plan(), pools: [far], launcher: back).rounds == undisturbed())
    let gone = FakeLauncher(seed: 4, habits: [Habits(outages: [0.02...1e9])])
    #expect(
      throws: ExecutionError.noWorker(reasons: [
        "no route to host", "no route to host", "no route to host",
      ])
    ) { try ExecutionTests.run(FakePlan.plan(), pools: [far], launcher: gone) }
    #expect((90...600).contains(gone.world.now))
  }

  /// What is false costs the pool that says it, and the run nothing.
  @Test(arguments: [
    (Habits(lying: [0, 1, 2, 3, 4, 5]), "row visits are claimed"),
    (Habits(driftsAfter: 0), "computes other bits"),
    // A header of 2^32 - 1 bytes and floats, with its own checksum.
    (
      Habits(
        garbage: [UInt8](repeating: 0xff, count: 8) + [0x84, 0xc8, 0x2b, 0x6b, 0x5b]
          + [UInt8](repeating: 0, count: 8)),
      "a frame of 21474836475 bytes was announced"
    ),
    (Habits(diverging: [0, 1, 2, 3, 4, 5]), "another pool found that it is"),

    (Habits(isBarred: true), "host key unknown"),
  ])
  func `a hostile pool is refused, and the run goes on without it`(_ hostile: Habits, words: String) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let recorder = try run([Habits(), hostile, Habits()], seed: seed, plan: FakePlan.plan(cohort: 6))
      #expect(recorder.rounds == (try undisturbed(FakePlan.plan(cohort: 6))), "seed \(seed)")
      let refusals = recorder.losses.filter { $0.kind == .refused }
      #expect(refusals.map(\.pool) == ["far"], "seed \(seed): \(recorder.losses)")
      #expect(refusals.allSatisfy { $0.reason.contains(words) }, "\(refusals)")
      #expect(recorder.pools.map { $0.refused != nil } == [false, true, false])
    }
  }

  @Test func `answers that are not signed, or not with a pinned key, are refused`() throws {
    let other = SigningKey(seed: Array(repeating: 8, count: 32))
    var pinned = pools
    pinned[1].keys = [other.publicKey]
    pinned[2].keys = [other.publicKey]
    let launcher = FakeLauncher(seed: 1, habits: [Habits(), Habits(), Habits(key: other)])
    let recorder = try ExecutionTests.run(FakePlan.plan(), pools: pinned, launcher: launcher)
    #expect(recorder.rounds == (try undisturbed()))
    let refusals = recorder.losses.filter { $0.kind == .refused }
    let theirs = try #require(Habits().key?.publicKey.hex)
    #expect(refusals.map(\.reason) == ["the key of a worker of far, \(theirs), is none of the pool's `keys`"])
  }

  @Test func `where every pool is refused, the run ends with the last one's reason`() throws {
    let far = CrewPool(name: "far", workers: 3, isLocal: false)
    let launcher = FakeLauncher(seed: 1, habits: [Habits(isBarred: true)])
    #expect(throws: ExecutionError.noWorker(reasons: ["host key unknown"])) {
      try ExecutionTests.run(FakePlan.plan(), pools: [far], launcher: launcher)
    }
  }

  @Test func `a divergence that two pools find is one`() throws {
    let habits = Array(repeating: Habits(diverging: [2]), count: 3)
    let recorder = try run(habits, plan: FakePlan.plan(cohort: 6))
    #expect(recorder.ending == .diverged(round: 1, client: 2))
    #expect(recorder.losses.isEmpty)
  }

  private func two(_ operators: [String?] = [nil, nil]) -> [CrewPool] {
    zip(["far", "further"], operators).map {
      CrewPool(name: $0, workers: 1, operator: $1, isLocal: false)
    }
  }

  @Test func `a false alarm of one worker costs its pool, and no more`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      for liar in 0..<2 {
        var habits = [Habits(), Habits()]
        habits[liar].diverging = [0, 1, 2, 3, 4, 5]
        let launcher = FakeLauncher(seed: seed, habits: habits)
        let recorder = try ExecutionTests.run(FakePlan.plan(), pools: two(), launcher: launcher)
        #expect(recorder.rounds == (try undisturbed()), "seed \(seed)")
        #expect(recorder.losses.allSatisfy { $0.kind == .refused && $0.pool == ["far", "further"][liar] })
      }
    }
  }

  /// With one client the second pool has nothing to do until it is asked for its finding; with operators the client is
  /// not its own.
  @Test(arguments: [[nil, nil], ["ann", "bob"]] as [[String?]])
  func `a divergence is confirmed at once`(_ operators: [String?]) throws {
    for cohort in [1, 6] {
      let plan = FakePlan.plan(cohort: cohort, operators: ["ann", "bob"])
      let all = Habits(diverging: [0, 1, 2, 3, 4, 5])
      let launcher = FakeLauncher(seed: 2, habits: [all, all])
      let recorder = try ExecutionTests.run(plan, pools: two(operators), launcher: launcher)
      #expect(recorder.ending == .diverged(round: 1, client: plan.cohort(round: 1)[0]))
      #expect(launcher.world.now < 10)
    }
  }

  @Test func `where the witness is lost, the first finding stands`() throws {
    let all = Set(0..<6)
    let mute = Habits(endless: all)
    let launcher = FakeLauncher(seed: 2, habits: [Habits(diverging: all), mute])
    let recorder = Recorder()
    do {
      _ = try ExecutionTests.run(
        FakePlan.plan(), pools: two(), launcher: launcher, patience: Patience(round: .seconds(60)),
        recorder: recorder)
      #expect(recorder.ending == .diverged(round: 1, client: FakePlan.plan().cohort(round: 1)[0]))
    } catch ExecutionError.late {
      // A witness that never answers is late in the end; the run can be resumed.
    }
  }

  @Test func `what a worker here computes overrules what one elsewhere said first`() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let launcher = FakeLauncher(
        seed: seed, habits: [Habits(delays: 1000), Habits(driftsAfter: 0), Habits()])
      let recorder = try ExecutionTests.run(
        FakePlan.plan(rounds: 6), pools: pools, launcher: launcher,
        patience: Patience(connect: .seconds(100), silence: .seconds(100)))
      #expect(recorder.ending == .completed(success: true), "seed \(seed)")
    }
  }

  @Test func `tasks that claim to take no time are not piled up on one worker`() throws {
    let plan = FakePlan.plan(rounds: 1, cohort: 40, clients: 40)
    var asked = 0
    let counting = FakeLauncher(seed: 5, habits: [Habits(delays: 1000)]) {
      if $0.hasPrefix("train") { asked += 1 }
    }
    let recorder = try ExecutionTests.run(plan, pools: [.local(2)], launcher: counting)
    #expect(recorder.rounds.count == 1)
    #expect(asked < 400, "\(asked) trainings for 40 clients")
  }

  @Test func `a pool in which nobody can be started keeps nobody from starting elsewhere`() throws {
    let recorder = try run([Habits(cannotStart: true), Habits(), Habits()])
    #expect(recorder.rounds == (try undisturbed()))
    #expect(recorder.joined == 4)
    #expect(throws: ExecutionError.noWorker(reasons: Array(repeating: "no such program", count: 3))) {
      try run(Array(repeating: Habits(cannotStart: true), count: 3))
    }
  }
}
