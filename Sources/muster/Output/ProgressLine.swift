import Execution
import JobSpec
import Kernel
import Planning
import Reporting

/// Shows a run while it goes on: one line that is rewritten on a terminal, else a line for each evaluated round and one for
/// who was late in it, of each kind at most one a second, and for whoever is awaited, at most one a minute. Everything goes to
/// standard error.
final class ProgressLine: RunObserver {
  private let plan: Plan
  private let clock: any RunClock
  private let isTerminal: Bool
  private var lastShown = -Double.infinity
  private var lastDecided = -Double.infinity
  /// When it was said last who is awaited, and whether nothing was said since.
  private var lastAwaited = -Double.infinity
  private var isAwaiting = false
  /// Those of this round that were told.
  private var losses: [WorkerLoss] = []
  private var latest = ""
  private var shown = 0
  private var isWarned = false

  init(plan: Plan, clock: any RunClock, isTerminal: Bool = Standard.errorIsTerminal) {
    self.plan = plan
    self.clock = clock
    self.isTerminal = isTerminal
  }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .workerJoined(let facts): warn(of: facts)
    case .workerLost(let loss): show(loss)
    case .waiting(let waiting?): show(waiting)
    case .waiting(nil): endWaiting()
    case .roundFinished(let outcome): show(outcome)
    case .poolsDone: break
    case .ended: clear()
    }
  }

  /// What a pool that is tried again and again says each time is said once a round.
  private func show(_ loss: WorkerLoss) {
    guard !losses.contains(where: { ($0.pool, $0.kind, $0.reason) == (loss.pool, loss.kind, loss.reason) })
    else { return }
    losses.append(loss)
    say(
      loss.text
        + (loss.kind == .lost && plan.job.federation.onLate != .drop ? "; its clients go to another" : ""))
  }

  /// In a line of its own.
  private func say(_ text: String) {
    clear()
    Standard.error(text)
  }

  private func show(_ waiting: Waiting) {
    let text = "round \(waiting.round)/\(plan.rounds)  \(WaitingText(waiting: waiting).text)"
    let now = clock.seconds()
    if isTerminal {
      Standard.errorFragment("\r\(Standard.fitted(text))\u{1B}[K")
      shown += 1
    } else if now - lastAwaited >= 60 {
      Standard.error("\(plan.job.name): \(text)")
      lastAwaited = now
      isAwaiting = true
    }
  }

  private func endWaiting() {
    if isAwaiting { Standard.error("\(plan.job.name): it goes on") }
    isAwaiting = false
  }

  private func warn(of facts: WorkerFacts) {
    guard !isWarned, let library = facts.blasLibrary, facts.blasConfiguration?.hasPrefix("reference") == true
    else { return }
    isWarned = true
    Standard.error(
      "note: \(library) is the reference BLAS, many times slower than an optimised one; "
        + "install libopenblas0-pthread, or use `numerics: portable`")
  }

  private func show(_ outcome: RoundOutcome) {
    losses = []
    show(outcome.decisions, of: outcome.round)
    if let evaluation = outcome.evaluation { latest = scores(evaluation) }
    let now = clock.seconds()
    guard now - lastShown >= (isTerminal ? 0.1 : 1) || outcome.round == plan.rounds else { return }
    lastShown = now
    let line = "round \(outcome.round)/\(plan.rounds)" + (latest.isEmpty ? "" : "  \(latest)")
    if isTerminal {
      Standard.errorFragment("\r\(ProgressBar.text(outcome.round, of: plan.rounds)) \(line)\u{1B}[K")
      shown += 1
    } else {
      Standard.error("\(plan.job.name): \(line)")
    }
  }

  /// All of a round's in one line. The record has each of them.
  private func show(_ decisions: [Decision], of round: Int) {
    let now = clock.seconds()
    guard !decisions.isEmpty, isTerminal || now - lastDecided >= 1 else { return }
    lastDecided = now
    say("round \(round): \(decisions.text)")
  }

  private func clear() {
    if shown > 0 { Standard.errorFragment("\r\u{1B}[K") }
    shown = 0
  }

  private func scores(_ evaluation: Evaluation) -> String {
    let main = plan.success?.metric ?? EvaluationMetric.usual(evaluation)[0]
    let value = evaluation.value(of: main, class: plan.success?.ofClass)
    let loss = evaluation.value(of: .loss, class: nil)
    return "\(main.rawValue) \(Figures.metric(value))"
      + (main == .loss ? "" : "  loss \(Figures.metric(loss))")
  }
}

extension WorkerLoss {
  var text: String {
    let who = "round \(round): worker \(worker) of \(pool)"
    return switch kind {
    case .lost: "\(who) was lost (\(reason))"
    case .refused: "\(who) was refused (\(reason)); \(pool) is not used again in this run"
    }
  }
}
