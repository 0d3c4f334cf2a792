import Determinism
import Kernel
import Record
import Reporting

/// A watched run in lines that stay: the newest round at first, then each new one, the workers that were lost, and the end.
struct RoundLines: WatchDisplay {
  private var isNew = true
  private var rounds = 0
  private var losses = 0

  mutating func show(_ facts: RunFacts) {
    let run = facts.run
    if isNew {
      rounds = max(0, facts.rounds.count - 1)
      losses = facts.losses.count
      isNew = false
    }
    for loss in facts.losses.dropFirst(losses) { Standard.output("\(run.job): \(loss.text)") }
    for round in facts.rounds.dropFirst(rounds) { Standard.output("\(run.job): " + line(round, of: run)) }
    (rounds, losses) = (facts.rounds.count, facts.losses.count)
    if run.status != .running { Standard.output("\(run.job): run \(run.id) \(run.status.words)") }
  }

  private func line(_ round: StoredRound, of run: StoredRun) -> String {
    let scores = round.evaluation.map { evaluation in
      EvaluationMetric.usual(evaluation).map { "\($0.rawValue) \(Figures.metric(evaluation.value(of: $0)))" }
    }
    let parts = [
      "round \(round.round)/\(run.roundsPlanned)", "training loss \(Figures.metric(round.trainingLoss))",
    ]
    let decided = round.decisions.isEmpty ? [] : [round.decisions.text]
    return (parts + (scores ?? []) + decided).joined(separator: "  ")
  }
}
