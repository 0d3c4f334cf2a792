import Federation
import JobSpec
import Kernel
import Planning
import Testing

@testable import Execution

/// One barrier a round: what is evaluated, told and trained beside what.
struct OverlapTests {
  /// What reaches workers and observer, in order.
  private final class Journal: RunObserver {
    var lines: [String] = []
    func observe(_ event: RunEvent) throws {
      if case .roundFinished(let outcome) = event { lines.append("round \(outcome.round) told") }
    }
  }

  private func journal(of plan: Plan, deaths: Int = 0) throws -> [String] {
    let journal = Journal()
    let launcher = FakeLauncher(seed: 0, habits: [Habits(deaths: deaths)]) { journal.lines.append($0) }
    _ = try execute(
      plan, from: .beginning, workers: 1, launcher: launcher, clock: launcher.world, observer: journal,
      shouldStop: { false })
    return journal.lines
  }

  @Test func `a round is evaluated while the next one is trained, and told when that has left`() throws {
    var plan = FakePlan.plan(rounds: 2, cohort: 2)
    plan.job.federation.evaluateEvery = 1
    let cohorts = [1, 2].map { plan.cohort(round: $0) }
    let trained = zip(1..., cohorts).map { round, cohort in
      cohort.reversed().map { "train client \($0) in round \(round)" }
    }
    let evaluated = ["evaluate 0 to 256", "evaluate 256 to 512", "evaluate 512 to 600"]
    #expect(
      try journal(of: plan)
        == trained[0] + evaluated + trained[1] + ["round 1 told"] + evaluated + ["round 2 told"])
  }

  @Test func `a round that is not evaluated is told once the next one is under way`() throws {
    let plan = FakePlan.plan(rounds: 2, cohort: 1)
    let lines = try journal(of: plan)
    #expect(lines.prefix(3).map { $0.hasPrefix("train") } == [true, true, false])
    #expect(lines[2] == "round 1 told")
  }

  @Test func `where the run may stop at an evaluation, no training goes on beside it`() throws {
    var plan = FakePlan.plan(
      rounds: 3, cohort: 1, stopWhen: Bar(metric: .accuracy, ofClass: nil, atLeast: 0.5))
    plan.job.federation.evaluateEvery = 1
    #expect(try journal(of: plan).filter { $0.hasPrefix("train") }.count == 1)
  }

  @Test func `an evaluation that is not finite ends the run as of its own round`() throws {
    for seed in 1...20 {
      var plan = FakePlan.plan(rounds: 5)
      plan.job.federation.evaluateEvery = 3
      // The next round's clients diverge as well, and some of their answers are there first.
      let launcher = FakeLauncher(
        seed: UInt64(seed), habits: [Habits(deaths: seed % 2 * 12, hugeIn: 3)])
      let recorder = try run(plan, workers: 1 + seed % 4, launcher: launcher)
      #expect(recorder.ending == .diverged(round: 3, client: nil), "seed \(seed)")
      #expect(recorder.rounds.map(\.round) == [1, 2], "seed \(seed)")
    }
  }

  @Test func `updates for which there is no room come in their turn, and change nothing`() throws {
    let plan = FakePlan.plan(cohort: 6)
    let undisturbed = try run(plan, launcher: FakeLauncher(seed: 0))
    for seed in 1...50 {
      let launcher = FakeLauncher(seed: UInt64(seed), habits: [Habits(deaths: seed % 3 * 12)])
      var crew = Crew(plan, pools: [.local(1 + seed % 5)], launcher: launcher, clock: launcher.world)
      crew.waitingRoom = 0
      let recorder = Recorder()
      _ = try execute(plan, from: .beginning, crew: crew, observer: recorder, shouldStop: { false })
      #expect(recorder.rounds == undisturbed.rounds, "seed \(seed)")
    }
  }

  @Test func `a crew that was assembled before is put to use`() throws {
    let launcher = FakeLauncher(seed: 1)
    var crew = Crew(FakePlan.plan(), pools: [.local(3)], launcher: launcher, clock: launcher.world)
    try crew.assemble()
    let recorder = Recorder()
    let ending = try execute(
      FakePlan.plan(), from: .beginning, crew: crew, observer: recorder, shouldStop: { false })
    #expect(ending == .completed(success: true))
    #expect(recorder.joined == 3)
    #expect(recorder.rounds == (try run(FakePlan.plan(), launcher: FakeLauncher(seed: 0)).rounds))
  }
}
