import Determinism
package import Kernel
package import Planning
import Record

/// What became of a run, against what its job calls success.
extension RunFacts {
  package var classNames: [String] { dataset?.classNames ?? [] }

  /// What the job calls success; nil when it does not say.
  package var criterion: Bar? {
    guard let metric = fields.value(of: "use_case.success.metric").flatMap(EvaluationMetric.init) else {
      return nil
    }
    func limit(_ name: String) -> Double? {
      fields.value(of: "use_case.success." + name).flatMap { Double($0) }
    }
    return Bar(
      metric: metric, ofClass: fields.value(of: "use_case.success.of").flatMap(classNames.firstIndex),
      atLeast: limit("at_least"), atMost: limit("at_most"))
  }

  /// The newest round that was evaluated.
  package var lastEvaluated: (round: Int, evaluation: Evaluation)? {
    for round in rounds.reversed() {
      if let evaluation = round.evaluation { return (round.round, evaluation) }
    }
    return nil
  }

  /// What came of the run, in one sentence.
  var verdict: String {
    let after = "after \(Figures.grouped(run.roundsDone)) of \(Figures.counted(run.roundsPlanned, "round"))"
    switch run.status {
    case .succeeded where criterion == nil: return "It ended as planned, \(after); its job states no criterion of success."
    case .succeeded: return "It reached its goal: \(standing), \(after)."
    case .missed: return "It missed its goal: \(standing), \(after)."
    case .diverged: return "It diverged: \(divergence)."
    case .interrupted: return "It was interrupted \(after), and can be resumed. \(preliminary)"
    case .running: return "It was still running \(after) when this was written. \(preliminary)"
    }
  }

  private var preliminary: String {
    criterion != nil && lastEvaluated != nil ? "So far \(standing)." : "What follows is what was recorded so far."
  }

  /// "recall of malignant is 0.9375 where at least 0.92 is wanted".
  private var standing: String {
    guard let criterion, let last = lastEvaluated else { return "nothing was evaluated" }
    let value = Figures.metric(criterion.value(in: last.evaluation))
    return "\(name(of: criterion.metric, class: criterion.ofClass)) is \(value) where \(criterion.limit) is wanted"
  }

  /// Where NaN or infinity appeared.
  private var divergence: String {
    let who = run.divergedClient.map { client in
      "client \(client)" + (clients.first { $0.index == client }.map { " (\($0.name))" } ?? "")
    }
    let round = run.divergedRound.map { "round \($0)" } ?? "a round"
    return "in \(round) \(who ?? "the aggregate") gave a loss or parameters that are not finite"
  }
}

extension Bar {
  /// "at least 0.92".
  var limit: String {
    atLeast.map { "at least \($0)" } ?? atMost.map { "at most \($0)" } ?? "any value"
  }
}
