import Batches
import Execution
import JobSpec
import Launching
import Planning
import Record
import Tokenomics

/// One attempt at a job of a batch, in a thread of its own.
struct Lane: Sendable {
  /// What reaches the batch's own thread.
  enum News: Sendable {
    case begins(attempt: Int)
    case round(Int, of: Int)
    case ends(End)
  }

  /// What became of the attempt.
  struct End: Sendable {
    var report: JobReport
    /// What may pass by itself.
    var cause: BatchJob.Retry.Cause?
    /// To be told to people, who would not find it in the record.
    var failure: Failure?
    /// What was emitted, and where.
    var emitted: (network: String, amount: BaseUnits)?
  }

  let listed: ListedJob
  /// What made it be trained, as the batch began; nil where only a plan tells.
  let verdict: Verdict?
  let attempt: Int
  let record: Record
  let workers: WorkersOption
  let telling: TellingOptions
  /// The command that goes on with the batch.
  let batch: String
  let requireClean: Bool
  /// What the batch's deadline leaves.
  let deadline: RunLimit
  let time: TrainingTime?
  let tokens: TokensLeft
  let post: @Sendable (News) -> Void

  func run() {
    do { post(.ends(try attend())) } catch { post(.ends(End(id: listed.job.id, error))) }
  }

  private func attend() throws -> End {
    let placed = try listed.placed(by: workers, within: deadline)
    let plan = try placed.plan()
    let verdict = try verdict(on: plan)
    if let end = End(id: listed.job.id, verdict, record: record.path) { return end }
    let before = try plan.economy.map { try record.openingLedger(for: $0).supply }
    if let reason = try tokens.refusal(of: plan, after: verdict.roundsDone, in: record) {
      return End(report: JobReport(id: listed.job.id, outcome: .overBudget, reason: reason))
    }
    let run = try begin(Placement(plan, of: placed), verdict)
    post(.begins(attempt: attempt))
    let observers = telling.observers(of: run, as: listed.job.id)
    let (time, clock) = (time, MonotonicClock())
    let ended = try run.carryOut(telling: observers + [RoundNews(of: plan.rounds, post: post)]) {
      StopSignal.received != nil || time?.isUsedUp(at: clock.seconds()) == true
    }
    var end = try End(id: listed.job.id, ended, verdict, in: record, batch: batch)
    if let rules = plan.economy, let before {
      end.emitted = (rules.network, try record.openingLedger(for: rules).supply - before)
    }
    return end
  }

  /// An attempt before this one, or another job of the batch, may have made the run meanwhile.
  private func verdict(on plan: Plan) throws -> Verdict {
    if let verdict, try record.run(withKey: plan.runKey) == nil { return verdict }
    return try RecordedRuns(record).verdict(on: plan)
  }

  private func begin(_ placement: Placement, _ verdict: Verdict) throws -> JobRun {
    let file = try listed.file.get()
    if requireClean { try CleanTree.require(folder: file.folder, files: file.specFiles.map(\.path)) }
    let git = GitQuestion(folder: file.folder)
    if case .interrupted(let stored) = verdict {
      return try JobRun.goOn(placement, from: stored, in: record, git)
    }
    return try JobRun.begin(placement, of: file, in: record, git)
  }
}

/// Tells the batch's thread how far a run is.
private final class RoundNews: RunObserver {
  private let rounds: Int
  private let post: @Sendable (Lane.News) -> Void

  init(of rounds: Int, post: @escaping @Sendable (Lane.News) -> Void) {
    (self.rounds, self.post) = (rounds, post)
  }

  func observe(_ event: RunEvent) throws {
    if case .roundFinished(let outcome) = event { post(.round(outcome.round, of: rounds)) }
  }
}

extension Verdict {
  fileprivate var roundsDone: Int { if case .interrupted(let run) = self { run.roundsDone } else { 0 } }
}
