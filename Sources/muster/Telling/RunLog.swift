import Determinism
import JobSpec
import Planning

/// Writes what happens in a run to the JSON log.
final class RunLog: RunObserver {
  private let job: String
  private let run: Int
  private let rounds: Int

  /// - Parameters:
  ///   - job: the job's name, or its id in a batch.
  ///   - rounds: how many the plan has.
  init(job: String, run: Int, rounds: Int) {
    self.job = job
    self.run = run
    self.rounds = rounds
  }

  /// An attempt at the run begins, its first or one that goes on.
  func began(_ run: JobRun) {
    write(
      "run_started",
      [
        ("name", .string(run.plan.job.name)), ("run_key", .string(run.plan.runKey.hex)),
        ("rounds", .int(rounds)), ("rounds_done", .int(run.roundsDone)),
      ])
  }

  func observe(_ event: RunEvent) throws {
    let (name, members) = content(of: event)
    write(name, members)
  }

  private func write(_ name: String, _ members: [(key: String, value: JSON)]) {
    Standard.event(LogLine(name, [("job", .string(job)), ("run", .int(run))] + members))
  }

  private func content(of event: RunEvent) -> (String, [(key: String, value: JSON)]) {
    switch event {
    case .workerJoined(let facts): ("worker_joined", facts.members)
    case .workerLost(let loss): ("worker_lost", loss.members)
    case .waiting(let waiting?): ("waiting", waiting.members)
    case .waiting(nil): ("going_on", [])
    case .roundFinished(let outcome): ("round_finished", outcome.members(of: rounds))
    case .poolsDone(let reports): ("pools_done", [("pools", .array(reports.map { .object($0.members) }))])
    case .ended(let ending): ("run_ended", ending.members)
    }
  }
}
