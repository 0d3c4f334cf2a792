import Batches
import Execution
import Reporting

/// Shows a batch while it goes on: on a terminal one line that is rewritten, with what runs and how far it is; and a line
/// for each job that was trained. Everything goes to standard error.
final class BatchProgress {
  private let jobs: Int
  private let isTerminal: Bool
  private let clock = MonotonicClock()
  private var done = 0
  /// The jobs at work, in the order in which they began.
  private var running: [(id: String, rounds: String)] = []
  private var lastShown = -Double.infinity
  private var isShown = false

  init(jobs: Int, isTerminal: Bool = Standard.errorIsTerminal) {
    (self.jobs, self.isTerminal) = (jobs, isTerminal)
  }

  func show(_ id: String, round: Int, of rounds: Int) {
    guard let place = running.firstIndex(where: { $0.id == id }) else { return }
    running[place].rounds = " \(round)/\(rounds)"
    rewrite()
  }

  func show(_ event: BatchEvent) {
    switch event {
    case .started: break
    case .jobStarted(let id, let attempt):
      running.append((id, ""))
      if attempt > 1 { say("\(id): attempt \(attempt)") }
      rewrite()
    case .jobRests(let id, _, let seconds, let reason):
      running.removeAll { $0.id == id }
      say("\(id): \(reason); it is tried again in \(Figures.span(seconds))")
    case .jobEnded(let report): show(report)
    case .ended: clear()
    }
  }

  private func show(_ report: JobReport) {
    done += 1
    running.removeAll { $0.id == report.id }
    guard report.attempts > 0 || !report.outcome.isGood else { return rewrite() }
    let run = report.run.map { ", run \($0)" } ?? ""
    let time = report.attempts > 0 ? " in \(Figures.seconds(report.seconds))" : ""
    say("\(report.id): \(report.outcome.words)\(run)\(time) (\(done) of \(jobs) done)")
  }

  /// In a line of its own.
  private func say(_ text: String) {
    clear()
    Standard.error(text)
  }

  /// At most ten times a second.
  private func rewrite() {
    let now = clock.seconds()
    guard isTerminal, !running.isEmpty, now - lastShown >= 0.1 else { return }
    lastShown = now
    let line = "\(done) of \(jobs) done  " + running.map { $0.id + $0.rounds }.joined(separator: ", ")
    Standard.errorFragment("\r\(Standard.fitted(line))\u{1B}[K")
    isShown = true
  }

  /// Makes room for a line of another.
  func clear() {
    if isShown { Standard.errorFragment("\r\u{1B}[K") }
    isShown = false
  }
}
