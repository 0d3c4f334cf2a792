import ArgumentParser
import Execution
import Glibc
import Launching
import Planning
import Record

/// What run and resume share: where to record, with how many workers, how loudly; and how to do it.
struct RunOptions: ParsableArguments {
  @OptionGroup var record: RecordOption
  @OptionGroup var workers: WorkersOption
  @Flag(help: "Print nothing unless something fails.") var quiet = false
  @Option(help: "Seconds to wait while another muster writes to the record.") var lockWait = 0.0

  func openRecord() throws -> Record {
    StopSignal.install()
    return try Record.open(
      path: record.path, for: .writing(waitSeconds: lockWait), host: RunEnvironment.hostName)
  }

  /// Goes on with an interrupted run.
  func goOn(_ plan: Plan, from stored: StoredRun, in record: Record) throws {
    if !quiet {
      Standard.error("run \(stored.id) goes on after round \(stored.roundsDone) of \(stored.roundsPlanned)")
    }
    let writer = try record.resume(run: stored.id, economy: plan.economy, environment: .here)
    try execute(plan, writer, in: record)
  }

  /// Carries the plan out, records it, and says what came of it.
  func execute(_ plan: Plan, _ writer: RunWriter, in record: Record) throws {
    let clock = MonotonicClock()
    let started = clock.seconds()
    let observers = Observers([writer] + (quiet ? [] : [ProgressLine(plan: plan, clock: clock)]))
    // Whatever ends the run, the record is left as one file.
    defer { try? record.close() }
    let ending = try Execution.execute(
      plan, from: StartingPoint(writer.start), workers: workers.count(for: plan),
      launcher: try localLauncher(),
      clock: clock, observer: observers, shouldStop: { StopSignal.received != nil })
    let summary = try RunSummary(
      plan: plan, run: writer.run, record: record, seconds: clock.seconds() - started)
    try conclude(ending, summary)
  }

  private func conclude(_ ending: RunEnding, _ summary: RunSummary) throws {
    switch ending {
    case .completed(let success):
      if !quiet { Standard.output(summary.text) }
      if success == false {
        throw Failure(.jobFailed, summary.missed, help: "`muster show \(summary.run)` tells more")
      }
    case .diverged(let round, let client):
      throw Failure(
        .jobFailed, summary.diverged(round: round, client: client),
        help: "lower `learning_rate`, or scale the features")
    case .interrupted:
      throw Failure(
        StopSignal.received == SIGTERM ? .terminated : .interrupted, summary.interrupted,
        help: "`muster resume \(summary.run)` goes on")
    }
  }
}

func localLauncher() throws -> LocalLauncher {
  do {
    return LocalLauncher(executable: try workerExecutable(beside: try ownExecutable()))
  } catch {
    throw Failure(.noWorker, error.message, help: error.help ?? "")
  }
}

extension StartingPoint {
  init(_ start: RunStart) {
    self.init(
      roundsDone: start.afterRound, model: start.model,
      openings: start.ledger.map { [Opening(afterRound: start.afterRound, ledger: $0)] } ?? [])
  }
}

extension RunStatus {
  /// After "it".
  var words: String {
    switch self {
    case .running: "is running"
    case .interrupted: "was interrupted"
    case .succeeded: "succeeded"
    case .missed: "missed its criterion of success"
    case .diverged: "diverged"
    }
  }
}
