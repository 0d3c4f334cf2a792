import Determinism
import Foundation
import Planning
import Testing

@testable import Execution

/// Up to a thousand workers in pools near and far, with faults drawn from a seed. MUSTER_SIMULATED_RUNS says how many
/// seeds, MUSTER_SIMULATION_SEED with which they begin.
struct SimulationTests {
  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private static let runs = setting("MUSTER_SIMULATED_RUNS") ?? 1000
  private static let first = setting("MUSTER_SIMULATION_SEED") ?? 1

  /// Few of the worlds are large, so that many are seen.
  private func workers(_ random: inout RandomStream) -> Int {
    let exponent = random.below(1000)
    return exponent == 0 ? 1000 : 1 << (exponent % 7)
  }

  @Test func `whatever happens to workers, a run's result is that of one undisturbed worker, or none`() throws
  {
    var (done, refused, losses) = (0, 0, 0)
    for seed in Self.first..<Self.first + Self.runs {
      var random = RandomStream(seed: UInt64(seed), purpose: .fingerprint)
      let size = workers(&random)
      let plan = FakePlan.plan(rounds: 3, cohort: max(1, size * 3 / 4), clients: size)
      let (pools, habits) = pools(of: size, &random)
      let launcher = FakeLauncher(seed: UInt64(seed), habits: habits)
      let recorder = Recorder()
      do {
        _ = try run(
          plan, pools: pools, launcher: launcher,
          patience: Patience(round: .seconds(120), run: .seconds(3600)),
          recorder: recorder)
        done += 1
        let undisturbed = try run(plan, launcher: FakeLauncher(seed: 0))
        #expect(recorder.rounds == undisturbed.rounds, "seed \(seed)")
      } catch is ExecutionError {
        refused += 1
      }
      losses += recorder.losses.count
      #expect(launcher.world.now < 3700, "seed \(seed): it ended after \(launcher.world.now) s")
    }
    #expect(done > 9 * refused, "\(done) done, \(refused) refused, with \(losses) losses")
  }

  private func pools(of size: Int, _ random: inout RandomStream) -> ([CrewPool], [Habits]) {
    var pools: [CrewPool] = []
    var habits: [Habits] = []
    var left = size
    while left > 0 {
      let workers = 1 + random.below(left)
      left -= workers
      pools.append(
        CrewPool(
          name: "pool-\(pools.count)", workers: workers, isLocal: pools.isEmpty && random.below(2) == 0))
      habits.append(habit(&random))
    }
    return (pools, habits)
  }

  private func habit(_ random: inout RandomStream) -> Habits {
    var habits = Habits()
    switch random.below(6) {
    case 0: habits.deaths = random.below(30)
    case 1: habits.hangs = random.below(20)
    case 2: habits.delays = random.below(100)
    case 3: habits.damages = random.below(20)
    case 4:
      let start = 0.01 * Double(random.below(100))
      habits.outages = [start...start + Double(random.below(90))]
    default: break
    }
    return habits
  }
}
