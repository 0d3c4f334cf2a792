import Execution
import JobSpec
import Kernel
import Planning

/// Shows a run while it goes on: one line that is rewritten on a terminal, else a line for each evaluated round, at
/// most one a second. Everything goes to standard error.
final class ProgressLine: RunObserver {
  private let plan: Plan
  private let clock: any RunClock
  private let isTerminal: Bool
  private var lastShown = -Double.infinity
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
    case .workerLost(let loss):
      clear()
      Standard.error(
        "round \(loss.round): worker \(loss.worker) was lost (\(loss.reason)); its clients go to another")
    case .roundFinished(let outcome): show(outcome)
    case .ended: clear()
    }
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
    if let evaluation = outcome.evaluation { latest = scores(evaluation) }
    let now = clock.seconds()
    guard now - lastShown >= (isTerminal ? 0.1 : 1) || outcome.round == plan.rounds else { return }
    lastShown = now
    let line = "round \(outcome.round)/\(plan.rounds)" + (latest.isEmpty ? "" : "  \(latest)")
    if isTerminal {
      Standard.errorFragment("\r\(bar(outcome.round)) \(line)\u{1B}[K")
      shown += 1
    } else {
      Standard.error("\(plan.job.name): \(line)")
    }
  }

  private func clear() {
    if shown > 0 { Standard.errorFragment("\r\u{1B}[K") }
    shown = 0
  }

  private func bar(_ round: Int) -> String {
    let width = 24
    let filled = round * width / plan.rounds
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "]"
  }

  private func scores(_ evaluation: Evaluation) -> String {
    let main = plan.success?.metric ?? EvaluationMetric.usual(evaluation)[0]
    let value = evaluation.value(of: main, class: plan.success?.ofClass)
    let loss = evaluation.value(of: .loss, class: nil)
    return "\(main.rawValue) \(Figures.metric(value))"
      + (main == .loss ? "" : "  loss \(Figures.metric(loss))")
  }
}
