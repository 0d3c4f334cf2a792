import Determinism
import JobSpec
import Kernel
import Planning
import Record
import Reporting
import Tokenomics

/// What a person wants to know when a run has ended.
struct RunSummary {
  let plan: Plan
  let run: Int
  let recordPath: String
  /// What `--workers` said of the run; nil when it was not given.
  private let workers: String?
  let stored: StoredRun
  /// Of this process, from the first worker's start to the end.
  let seconds: Double
  private let evaluation: Evaluation?
  private let earned: [Earning]

  init(_ end: JobEnd, in record: Record, workers: String?) throws {
    (plan, run, seconds) = (end.plan, end.run, end.seconds)
    recordPath = record.path
    self.workers = workers
    stored = try record.run(run)
    evaluation = try record.lastEvaluation(of: run)?.evaluation
    earned = try record.earnings(of: run)
  }

  var text: String {
    let parts: [String] = [headline, figures, earnings, whereabouts, nextSteps]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var headline: String {
    "Run \(run) of \(plan.job.name) \(stored.status.words)" + criterion(", with ") + "."
  }

  var missed: String { "run \(run) of \(plan.job.name) missed its criterion" + criterion(": ") }

  var interrupted: String {
    "run \(run) was stopped after round \(stored.roundsDone) of \(stored.roundsPlanned); its finished rounds are recorded"
  }

  func diverged(round: Int, client: Int?) -> String {
    let what = client.map { "client \($0) (\(plan.clients[$0].name))" } ?? "the aggregate"
    return "run \(run) diverged in round \(round): \(what) gave a loss or parameters that are not finite"
  }

  private func criterion(_ introduction: String) -> String {
    guard let bar = plan.success, let evaluation else { return "" }
    let wanted = bar.atLeast.map { "at least \($0)" } ?? bar.atMost.map { "at most \($0)" } ?? "any"
    return introduction
      + "\(bar.words(classNames: plan.classNames)) \(Figures.metric(bar.value(in: evaluation))) where \(wanted) is wanted"
  }

  private var figures: String {
    var table = TextTable(.left, .left)
    if let evaluation {
      for metric in EvaluationMetric.usual(evaluation) {
        table.add(metric.rawValue, Figures.metric(evaluation.value(of: metric)))
      }
      table.add("test rows", Figures.grouped(evaluation.rows))
    }
    table.add("rounds", "\(stored.roundsDone) of \(stored.roundsPlanned), in \(Figures.seconds(seconds))")
    table.add("parameters", Figures.grouped(plan.model.parameterCount))
    return table.text(indent: 2)
  }

  private var earnings: String {
    guard let rules = plan.economy else { return "" }
    guard !earned.isEmpty else {
      return
        "Nobody earned anything on network \(rules.network): see `emission`, `max_supply` and `split` of its job."
    }
    let table = EarningsTable(earnings: earned, decimals: rules.decimals, places: 6)
    let cut = table.isCut ? " (cut off after 6 places)" : ""
    return "Earned in \(rules.symbol), on network \(rules.network)\(cut):\n" + table.text(indent: 2)
  }

  private var whereabouts: String {
    """
    Record \(recordPath), run \(run)
      record digest  \(stored.digest?.hex ?? "none yet")
    """
  }

  private func command(_ verb: String, workers: String? = nil) -> String {
    Invocation.command("\(verb) \(run)", record: recordPath, workers: workers)
  }

  /// Resident data is trained on where it lies, each time; other data can be anywhere.
  private var needed: String? { residentRecipe(plan.job) == nil ? nil : workers }

  private var nextSteps: String {
    var table = TextTable(.left, .left)
    table.add(command("show"), "what happened, round by round")
    if plan.economy != nil {
      table.add(command("rewards"), "who earned what, by which rule, on which evidence")
    }
    table.add(command("reproduce", workers: needed), "train again and compare every bit")
    return "Next:\n" + table.text(indent: 2)
  }
}
