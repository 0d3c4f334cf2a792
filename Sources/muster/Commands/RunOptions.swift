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
  @OptionGroup var lock: LockOption
  @Flag(help: "Print nothing unless something fails.") var quiet = false

  func openRecord() throws -> Record {
    let record = try Record.open(path: record.path, for: .writing(waitSeconds: lock.wait))
    // Not before: whoever waits for the record may be ended where it stands.
    StopSignal.install()
    return record
  }

  /// Another command on the same record, as the user would type it.
  func command(_ words: String) -> String { Invocation.command(words, record: record.path) }

  /// The command that goes on with a run, with the same workers.
  private func resumption(of run: Int) -> String {
    Invocation.command("resume \(run)", record: record.path, workers: workers.argument)
  }

  /// Goes on with an interrupted run.
  func goOn(_ placement: Placement, from stored: StoredRun, in record: Record, _ git: GitQuestion) throws {
    if !quiet {
      Standard.error("run \(stored.id) goes on after round \(stored.roundsDone) of \(stored.roundsPlanned)")
    }
    try finish(try JobRun.goOn(placement, from: stored, in: record, git), in: record)
  }

  /// Carries a run out, and says what came of it.
  func finish(_ run: JobRun, in record: Record) throws {
    let summary: RunSummary
    let ending: RunEnding
    do {
      let end = try run.carryOut(
        telling: quiet ? [] : [ProgressLine(plan: run.plan, clock: MonotonicClock())])
      summary = try RunSummary(end, in: record, workers: workers.argument)
      ending = try end.result.get()
    } catch {
      // What failed matters more than how the record was left, which is safe either way.
      try? record.close()
      guard let error = error as? ExecutionError else { throw error }
      throw Failure(error, resume: resumption(of: run.run))
    }
    try record.close()
    try conclude(ending, summary)
  }

  private func conclude(_ ending: RunEnding, _ summary: RunSummary) throws {
    switch ending {
    case .completed(let success):
      if !quiet { Standard.output(summary.text) }
      if success == false {
        throw Failure(.jobFailed, summary.missed, help: "`\(command("show \(summary.run)"))` tells more")
      }
    case .diverged(let round, let client):
      throw Failure(
        .jobFailed, summary.diverged(round: round, client: client),
        help: "lower `learning_rate`, or scale the features")
    case .interrupted:
      throw Failure(.stopped, summary.interrupted, help: "`\(resumption(of: summary.run))` goes on")
    case .late(let reason):
      throw Failure(.late, reason, help: "`\(resumption(of: summary.run))` goes on")
    case .failed(let reason):
      throw Failure(.jobFailed, reason)
    }
  }
}

extension Failure.Status {
  /// After the signal that asked for it.
  static var stopped: Failure.Status { StopSignal.received == SIGTERM ? .terminated : .interrupted }
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
