import ArgumentParser
import Batches
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
  @OptionGroup var telling: TellingOptions

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
  ///
  /// - Parameter job: what the command line calls it.
  func goOn(
    _ job: String, _ placement: Placement, from stored: StoredRun, in record: Record, _ git: GitQuestion
  ) throws -> JobConclusion {
    if telling.showsProgress {
      Standard.error("run \(stored.id) goes on after round \(stored.roundsDone) of \(stored.roundsPlanned)")
    }
    return try finish(job, try JobRun.goOn(placement, from: stored, in: record, git), in: record)
  }

  /// Carries a run out, and says what came of it.
  func finish(_ job: String, _ run: JobRun, in record: Record) throws -> JobConclusion {
    do {
      let progress: [any RunObserver] =
        telling.showsProgress ? [ProgressLine(plan: run.plan, clock: MonotonicClock())] : []
      let end = try run.carryOut(telling: telling.observers(of: run, as: job) + progress)
      let summary = try RunSummary(end, in: record, workers: workers.argument)
      let (outcome, failure) = end.outcome(
        summary, show: command("show \(end.run)"), resume: resumption(of: end.run))
      try record.close()
      if case .success(.completed) = end.result, telling.printsResults { Standard.output(summary.text) }
      return JobConclusion(outcome, of: job, summary.stored, trained: true, failure: failure)
    } catch {
      // What failed matters more than how the record was left, which is safe either way.
      try? record.close()
      throw error
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
