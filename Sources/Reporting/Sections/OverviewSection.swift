import Determinism
import Kernel
import Planning
import Record

/// What became of a run, in a sentence and a handful of figures.
struct OverviewSection {
  let facts: RunFacts

  var blocks: [Block] { [.verdict(tone, facts.verdict), .facts(figures)] }

  private var tone: Tone {
    switch facts.run.status {
    case .succeeded: .good
    case .missed, .diverged: .bad
    case .interrupted, .running: .open
    }
  }

  private var figures: [Fact] {
    scores + [
      Fact("rounds", Figures.grouped(facts.run.roundsDone), note: "of \(Figures.grouped(facts.run.roundsPlanned))"),
      Fact(
        "clients", Figures.grouped(facts.clients.count),
        note: Figures.counted(facts.clients.reduce(0) { $0 + $1.rows }, "row")),
    ] + tested + paid + [
      Fact("training took", Figures.seconds(facts.rounds.reduce(0) { $0 + $1.seconds }))
    ]
  }

  /// The criterion's figure first, then the usual ones.
  private var scores: [Fact] {
    guard let last = facts.lastEvaluated?.evaluation else { return [] }
    let criterion = facts.criterion
    let goal = criterion.map { bar in
      Fact(
        facts.name(of: bar.metric, class: bar.ofClass), Figures.metric(bar.value(in: last)),
        note: "\(bar.limit) wanted")
    }
    let usual = EvaluationMetric.usual(last).filter { $0 != criterion?.metric || criterion?.ofClass != nil }
    return (goal.map { [$0] } ?? [])
      + usual.prefix(2).map { Fact($0.name, Figures.metric(last.value(of: $0))) }
  }

  private var tested: [Fact] {
    guard let last = facts.lastEvaluated else { return [] }
    return [Fact("test rows", Figures.grouped(last.evaluation.rows), note: "after round \(Figures.grouped(last.round))")]
  }

  private var paid: [Fact] {
    guard let ledger = RunLedger(facts) else { return [] }
    return [
      Fact(
        "paid", ledger.brief(ledger.paid),
        note: "\(ledger.token.symbol) to \(Figures.counted(ledger.earned.count, "account"))")
    ]
  }
}
