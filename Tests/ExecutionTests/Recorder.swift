import Launching
import Planning
import Tokenomics

@testable import Execution

/// Remembers what it saw, with the observations in it set to nothing.
final class Recorder: RunObserver {
  var rounds: [RoundOutcome] = []
  var losses: [WorkerLoss] = []
  var joined = 0
  var keys: Set<String?> = []
  var waits: [Waiting?] = []
  var pools: [PoolReport] = []
  var ending: RunEnding?

  func observe(_ event: RunEvent) throws {
    switch event {
    case .workerJoined(let facts):
      joined += 1
      keys.insert(facts.key)
    case .workerLost(let loss): losses.append(loss)
    case .roundFinished(var outcome):
      outcome.seconds = 0
      for index in outcome.clients.indices {
        outcome.clients[index].worker = 0
        outcome.clients[index].seconds = 0
      }
      rounds.append(outcome)
    case .waiting(let waiting): waits.append(waiting)
    case .poolsDone(let reports): pools = reports
    case .ended(let ending): self.ending = ending
    }
  }
}

extension StartingPoint {
  /// Of a network that has nothing yet.
  static let beginning = StartingPoint(openings: [.init(afterRound: 0, ledger: Ledger())])
}

/// Carries a plan out with workers on this machine, and gives what the observer saw.
func run(
  _ plan: Plan, from start: StartingPoint = .beginning, workers: Int = 1, launcher: FakeLauncher
) throws -> Recorder {
  try run(plan, from: start, pools: [.local(workers)], launcher: launcher)
}

/// Carries a plan out and gives what the observer saw, also of a run that ended with an error.
func run(
  _ plan: Plan, from start: StartingPoint = .beginning, pools: [CrewPool], launcher: FakeLauncher,
  patience: Patience = Patience(), recorder: Recorder = Recorder()
) throws -> Recorder {
  let crew = Crew(plan, pools: pools, launcher: launcher, clock: launcher.world, patience: patience)
  _ = try execute(plan, from: start, crew: crew, observer: recorder, shouldStop: { false })
  return recorder
}
