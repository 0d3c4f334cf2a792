import Determinism
import Kernel
import Planning
import Testing
import Tokenomics

@testable import Execution

struct ExecuteTests {
  @Test(arguments: [EconomyRules.Contribution.samples, .lossReduction])
  func `neither workers, delays nor deaths change an outcome`(_ contribution: EconomyRules.Contribution)
    throws
  {
    let plan = FakePlan.plan(contribution: contribution)
    let undisturbed = try run(plan, launcher: FakeLauncher(seed: 0))
    #expect(undisturbed.ending == .completed(success: true))
    #expect(undisturbed.rounds.map(\.round) == [1, 2, 3, 4])
    #expect(undisturbed.rounds.map { $0.evaluation != nil } == [false, true, false, true])
    var deaths = 0
    for seed in 1...150 {
      let disturbed = try run(
        plan, workers: 1 + seed % 8,
        launcher: FakeLauncher(seed: UInt64(seed), habits: [Habits(deaths: seed % 3 * 12)]))
      #expect(disturbed.rounds == undisturbed.rounds, "seed \(seed)")
      #expect(disturbed.ending == undisturbed.ending, "seed \(seed)")
      deaths += disturbed.losses.count
    }
    #expect(deaths > 30)
  }

  @Test(arguments: [EconomyRules.Contribution.samples, .lossReduction])
  func `a run that goes on from any round ends as if it had never stopped`(
    _ contribution: EconomyRules.Contribution
  ) throws {
    let plan = FakePlan.plan(rounds: 5, contribution: contribution)
    let whole = try run(plan, launcher: FakeLauncher(seed: 0))
    for done in 1...5 {
      let rest = try run(
        plan, from: start(after: done, of: whole), workers: 2, launcher: FakeLauncher(seed: 5))
      #expect(rest.rounds == Array(whole.rounds.dropFirst(done)))
      #expect(rest.ending == whole.ending)
    }
  }

  private func start(after done: Int, of whole: Recorder, fingerprint: Digest? = nil) throws -> StartingPoint
  {
    var ledger = Ledger()
    for outcome in whole.rounds.prefix(done) { ledger = try ledger.afterRound(rewards: outcome.rewards) }
    return StartingPoint(
      roundsDone: done, model: whole.rounds[done - 1].model,
      openings: [.init(afterRound: done, ledger: ledger)],
      fingerprint: fingerprint)
  }

  @Test func `a run whose last round reached the bar does not go on`() throws {
    let plan = FakePlan.plan(rounds: 10, stopWhen: Bar(metric: .accuracy, ofClass: nil, atLeast: 0.5))
    let whole = try run(plan, launcher: FakeLauncher(seed: 0))
    let rest = try run(plan, from: start(after: 2, of: whole), launcher: FakeLauncher(seed: 3))
    #expect(rest.rounds.isEmpty)
    #expect(rest.ending == .completed(success: true))
  }

  @Test func `a run does not go on with other bits`() throws {
    let plan = FakePlan.plan()
    let whole = try run(plan, launcher: FakeLauncher(seed: 0))
    let start = try start(after: 1, of: whole, fingerprint: Digest.of("other bits"))
    #expect(throws: ExecutionError.fingerprintDiffers(worker: 1, host: "fake")) {
      try run(plan, from: start, launcher: FakeLauncher(seed: 1))
    }
  }

  @Test func `openings within a run are replayed`() throws {
    let plan = FakePlan.plan(rounds: 2)
    let later = try Ledger().applying([Transfer(debit: mintAccount, credit: "ann", amount: 5)])
    let start = StartingPoint(openings: [
      .init(afterRound: 0, ledger: Ledger()), .init(afterRound: 1, ledger: later),
    ])
    let recorder = try run(plan, from: start, launcher: FakeLauncher(seed: 0))
    #expect(recorder.ending == .completed(success: true))
    #expect(recorder.rounds.map(\.round) == [1, 2])
  }

  @Test func `a worker that claims more row visits than it was asked for is not believed`() throws {
    let undisturbed = try run(FakePlan.plan(), launcher: FakeLauncher(seed: 0))
    let disturbed = try run(
      FakePlan.plan(), launcher: FakeLauncher(seed: 0, habits: [Habits(lying: [0, 1, 2, 3, 4, 5])]))
    #expect(disturbed.rounds == undisturbed.rounds)
    let claims = disturbed.losses.map(\.reason)
    #expect(claims.count == 1 && claims[0].hasPrefix("an unexpected trained message: "), "\(claims)")
  }

  @Test func `an observer that fails ends the run with its error, and is told`() throws {
    struct Refusal: Error, Equatable {}
    final class Refusing: RunObserver {
      var ending: RunEnding?
      func observe(_ event: RunEvent) throws {
        if case .roundFinished(let outcome) = event, outcome.round == 2 { throw Refusal() }
        if case .ended(let ending) = event { self.ending = ending }
      }
    }
    let observer = Refusing()
    #expect(throws: Refusal()) {
      try execute(
        FakePlan.plan(), from: .beginning, workers: 2, launcher: FakeLauncher(seed: 1), clock: World(),
        observer: observer, shouldStop: { false })
    }
    #expect(observer.ending == .failed(reason: "Refusal()"))
  }

  @Test func `every round pays its whole emission`() throws {
    let recorder = try run(FakePlan.plan(), launcher: FakeLauncher(seed: 0))
    for outcome in recorder.rounds {
      #expect(outcome.rewards.reduce(0) { $0 + $1.amount } == 1000)
      #expect(
        outcome.rewards.first { $0.reason == .compute }?.weight
          == UInt64(outcome.clients.reduce(0) { $0 + $1.examples }))
    }
  }

  @Test func `stops at the first evaluated round that reaches the bar`() throws {
    let plan = FakePlan.plan(rounds: 10, stopWhen: Bar(metric: .accuracy, ofClass: nil, atLeast: 0.5))
    let recorder = try run(plan, launcher: FakeLauncher(seed: 0))
    #expect(recorder.rounds.map(\.round) == [1, 2])
    #expect(recorder.ending == .completed(success: true))
  }

  @Test func `diverging names the first client in client order`() throws {
    let plan = FakePlan.plan(cohort: 6)
    for seed in 1...20 {
      let recorder = try run(
        plan, workers: 3, launcher: FakeLauncher(seed: UInt64(seed), habits: [Habits(diverging: [4, 2, 5])]))
      #expect(recorder.ending == .diverged(round: 1, client: 2))
      #expect(recorder.rounds.isEmpty)
    }
  }

  @Test func `a task that ends every worker ends the run, by name`() throws {
    #expect(throws: ExecutionError.poisonousTask("training client 3 in round 1", attempts: 3)) {
      try run(
        FakePlan.plan(cohort: 6), workers: 2, launcher: FakeLauncher(seed: 1, habits: [Habits(poison: [3])]))
    }
  }

  @Test func `workers that never stay up end the run with their reasons`() throws {
    do {
      _ = try run(
        FakePlan.plan(), workers: 2, launcher: FakeLauncher(seed: 1, habits: [Habits(deaths: 1000)]))
      Issue.record("the run ended")
    } catch ExecutionError.noWorker(let reasons) {
      #expect(reasons == ["killed by signal 9", "killed by signal 9", "killed by signal 9"])
    }
  }

  @Test func `a worker with other bits is refused`() throws {
    do {
      _ = try run(
        FakePlan.plan(), workers: 2, launcher: FakeLauncher(seed: 1, habits: [Habits(driftsAfter: 1)]))
      Issue.record("the run ended")
    } catch ExecutionError.fingerprintDiffers(_, let host) {
      #expect(host == "fake")
    }
  }

  @Test func `a worker that never greets is given up and replaced`() throws {
    let undisturbed = try run(FakePlan.plan(), launcher: FakeLauncher(seed: 0))
    let disturbed = try run(
      FakePlan.plan(), launcher: FakeLauncher(seed: 1, habits: [Habits(muteUpTo: 1)]))
    #expect(disturbed.losses.map(\.reason) == ["no greeting in 30 s"])
    #expect(disturbed.rounds.map(\.modelDigest) == undisturbed.rounds.map(\.modelDigest))
  }

  @Test func `a request to stop ends the run as interrupted`() throws {
    let recorder = Recorder()
    let ending = try execute(
      FakePlan.plan(), from: .beginning, workers: 2, launcher: FakeLauncher(seed: 1),
      clock: World(), observer: recorder, shouldStop: { recorder.rounds.count >= 2 })
    #expect(ending == .interrupted)
    #expect(recorder.ending == .interrupted)
    // One more may have been trained already.
    #expect([[1, 2], [1, 2, 3]].contains(recorder.rounds.map(\.round)))
  }
}
