import Execution
import Launching
import Planning
import Record

/// An attempt at a run that the record knows of: what run, resume and batch share. It throws what no other job would be
/// spared, and returns the rest as a value.
struct JobRun {
  private let placement: Placement
  private let crew: Crew
  private let writer: RunWriter

  /// Begins a run that the record does not hold.
  static func begin(
    _ placement: Placement, of file: JobFile, in record: Record, _ git: GitQuestion
  ) throws -> JobRun {
    try JobRun(placement) {
      try record.begin(
        plan: placement.plan, spec: file.specFiles, settings: file.settings, git: git.answer(),
        environment: .here)
    }
  }

  /// Goes on with an interrupted run after its last finished round.
  static func goOn(
    _ placement: Placement, from stored: StoredRun, in record: Record, _ git: GitQuestion
  ) throws -> JobRun {
    try JobRun(placement) {
      try record.resume(
        run: stored.id, economy: placement.plan.economy, environment: .here, branch: git.answer()?.branch)
    }
  }

  /// Workers get ready while the record is seen to.
  private init(_ placement: Placement, writer: () throws -> RunWriter) throws {
    var crew = placement.crew()
    do {
      try crew.assemble()
      self.writer = try writer()
    } catch {
      crew.dismiss()
      throw error
    }
    (self.placement, self.crew) = (placement, crew)
  }

  /// The run's number in the record.
  var run: Int { writer.run }
  var plan: Plan { placement.plan }
  /// The rounds that earlier attempts finished.
  var roundsDone: Int { writer.start.afterRound }

  /// Carries the plan out and records it.
  ///
  /// - Parameters:
  ///   - observers: told of each event once it is recorded.
  ///   - shouldStop: asked at least once a second; true ends the run as interrupted.
  /// - Throws: what kept the record from being written, or what an observer threw.
  func carryOut(
    telling observers: [any RunObserver],
    shouldStop: @escaping () -> Bool = { StopSignal.received != nil }
  ) throws -> JobEnd {
    let clock = MonotonicClock()
    let started = clock.seconds()
    let result: Result<RunEnding, ExecutionError>
    do {
      result = .success(
        try execute(
          plan, from: placement.start(StartingPoint(writer.start)), crew: crew,
          observer: Observers([writer] + observers), shouldStop: shouldStop))
    } catch let error as ExecutionError {
      result = .failure(error)
    }
    return JobEnd(plan: plan, run: run, result: result, seconds: clock.seconds() - started)
  }
}

/// What became of an attempt at a run.
struct JobEnd {
  let plan: Plan
  /// Its number in the record, where its finished rounds are, whatever ended it.
  let run: Int
  let result: Result<RunEnding, ExecutionError>
  /// From the first worker's start to the end.
  let seconds: Double
}

extension StartingPoint {
  init(_ start: RunStart) {
    self.init(
      roundsDone: start.afterRound, model: start.model,
      openings: start.ledger.map { [Opening(afterRound: start.afterRound, ledger: $0)] } ?? [],
      fingerprint: start.fingerprint)
  }
}
