import Launching
import Planning
import Tokenomics

@testable import Execution

/// A clock that stands still: nothing in a run may need it to move.
struct StoppedClock: RunClock {
  func seconds() -> Double { 0 }
}

/// A clock on which every look takes a second.
final class SteppingClock: RunClock {
  private var now = 0.0

  func seconds() -> Double {
    now += 1
    return now
  }
}

/// Remembers what it saw, with the observations in it set to nothing.
final class Recorder: RunObserver {
  var rounds: [RoundOutcome] = []
  var losses: [WorkerLoss] = []
  var joined = 0
  var ending: RunEnding?

  func observe(_ event: RunEvent) throws {
    switch event {
    case .workerJoined: joined += 1
    case .workerLost(let loss): losses.append(loss)
    case .roundFinished(var outcome):
      outcome.seconds = 0
      for index in outcome.clients.indices {
        outcome.clients[index].worker = 0
        outcome.clients[index].seconds = 0
      }
      rounds.append(outcome)
    case .ended(let ending): self.ending = ending
    }
  }
}

extension StartingPoint {
  /// Of a network that has nothing yet.
  static let beginning = StartingPoint(openings: [.init(afterRound: 0, ledger: Ledger())])
}

/// Carries a plan out and gives what the observer saw.
func run(
  _ plan: Plan, from start: StartingPoint = .beginning, workers: Int = 1, launcher: FakeLauncher,
  clock: any RunClock = StoppedClock()
) throws -> Recorder {
  let recorder = Recorder()
  _ = try execute(
    plan, from: start, workers: workers, launcher: launcher, clock: clock, observer: recorder,
    shouldStop: { false })
  return recorder
}
