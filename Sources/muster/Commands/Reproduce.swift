import ArgumentParser
import Determinism
import Execution
import JobSpec
import Launching
import Planning
import Record
import WorkerProtocol

struct Reproduce: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a recorded run again and compare every round, bit for bit.",
    discussion: """
      The job is the one that the record holds; its data is read from where it lay and compared first. It is trained \
      on this machine unless its data lies elsewhere or --workers says otherwise, and what was decided of late clients is \
      taken from the record. The job's deadlines do not count. \
      The verdict is added to the record, if it can be written, and so is the model of a pruned run. Ends with 3 when \
      something differs.
      """)

  @OptionGroup var which: RunArgument
  @OptionGroup var record: RecordOption
  @OptionGroup var workers: WorkersOption
  @Option(help: "The folder that the job's file would lie in now, if its data has moved.")
  var folder: String?
  @Flag(help: "Print nothing unless something differs.") var quiet = false
  @OptionGroup var lock: LockOption

  func run() throws {
    let reader = try Record.open(path: record.path, for: .reading)
    let stored = try reader.run(which.number)
    let placement = try StoredJob(run: stored, in: reader).placement(
      folder: folder,
      workers: { job in
        try workers.workers(for: job) { residentRecipe($0) == nil ? $0.workers.onThisMachine : $0.workers }
      }, patience: { Patience(forReproducingWith: $1) })
    let comparison = Comparison(
      rounds: try reader.rounds(of: stored.id), fingerprints: try reader.workers(of: stored.id),
      hasEnded: stored.digest != nil)
    guard !comparison.isDecided else {
      throw Failure(.usage, "run \(stored.id) has no finished round to compare with")
    }
    let start = StartingPoint(
      openings: try reader.openings(of: stored.id).map {
        StartingPoint.Opening(afterRound: $0.afterRound, ledger: $0.ledger)
      }, decisions: try reader.decisions(of: stored.id))
    try reader.close()
    StopSignal.install()
    let ending = try execute(placement, from: start, comparison)
    if ending == .interrupted && !comparison.isDecided {
      throw Failure(.stopped, "stopped before a verdict", help: "run the command again")
    }
    let difference = comparison.difference ?? stored.difference(from: ending, rounds: comparison.seen)
    try conclude(difference, comparison, stored)
  }

  private func execute(
    _ placement: Placement, from start: StartingPoint, _ comparison: Comparison
  ) throws -> RunEnding {
    let progress: [any RunObserver] =
      quiet ? [] : [ProgressLine(plan: placement.plan, clock: MonotonicClock())]
    return try Execution.execute(
      placement.plan, from: placement.start(start), crew: placement.crew(),
      observer: Observers([comparison] + progress),
      shouldStop: { StopSignal.received != nil || comparison.isDecided })
  }

  private func conclude(_ difference: String?, _ comparison: Comparison, _ stored: StoredRun) throws {
    let verdict: Reproduction.Verdict =
      difference == nil ? .same : comparison.sameNumerics ? .different : .incomparable
    let isRestored = remember(verdict, difference, comparison.lastModel)
    guard let difference else {
      if !quiet {
        Standard.output(
          "Run \(stored.id) was reproduced: all \(stored.roundsDone) rounds are the same, bit for bit.\n"
            + "  record digest  \(stored.digest?.hex ?? "none, the run has not ended")"
            + (isRestored ? "\n  model          in the record again" : ""))
      }
      return
    }
    throw Failure(
      .mismatch, "run \(stored.id) differs: \(difference)",
      help: comparison.sameNumerics ? "" : Comparison.otherNumerics)
  }

  /// A record that cannot be written still served to compare with.
  ///
  /// - Returns: whether the record had lost its model, and has it now.
  private func remember(
    _ verdict: Reproduction.Verdict, _ difference: String?, _ model: [Float]?
  ) -> Bool {
    do {
      let writer = try Record.open(
        path: record.path, for: .writing(waitSeconds: lock.wait), host: Record.hostName())
      try writer.store(
        Reproduction(
          at: .now(), verdict: verdict, firstDifference: difference, host: Record.hostName(),
          version: musterVersion), of: which.number)
      let isRestored = try model.map { try writer.restoreModel($0, of: which.number) } ?? false
      try writer.close()
      return isRestored
    } catch {
      Standard.error("note: the verdict was not recorded: \(error)")
      return false
    }
  }
}

extension Patience {
  /// No deadline ends it: who was late is in the record, and what took long may take longer here.
  fileprivate init(forReproducingWith workers: Workers) {
    let forEver = Duration.seconds(10 * 365 * 86_400)
    self.init(connect: workers.connect, silence: workers.silence, round: forEver, run: forEver)
  }
}

extension StoredRun {
  /// How a run that went on as recorded ended otherwise than recorded.
  fileprivate func difference(from ending: RunEnding, rounds: Int) -> String? {
    if rounds < roundsDone { return "it ended after \(rounds) rounds, where \(roundsDone) are recorded" }
    switch (ending, status) {
    case (.completed(false), .missed), (.completed(nil), .succeeded), (.completed(true), .succeeded):
      return nil
    case (.diverged(let round, let client), .diverged):
      if round == divergedRound && client == divergedClient { return nil }
      return "it diverged in round \(round), where round \(divergedRound ?? 0) is recorded"
    case (_, .interrupted), (_, .running): return nil
    default: return "it ended otherwise than recorded"
    }
  }
}
