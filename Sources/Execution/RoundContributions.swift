import Kernel
import Planning
import Tokenomics

extension RoundWalk {
  /// Where the network pays for loss reduction, measures each client's update by itself: the mean test loss of the
  /// model before the round less that of the same model with only this update applied.
  mutating func weighContributions(_ trained: inout RoundTraining, round: Int) throws {
    guard plan.economy?.contribution == .lossReduction else { return }
    let lossBefore = try (evaluation ?? evaluate([model], round: round)[0]).value(of: .loss)
    // A few at a time: a model for each client of a large cohort would not fit in memory.
    for start in stride(from: 0, to: trained.updates.count, by: 2 * crew.size) {
      let positions = start..<min(start + 2 * crew.size, trained.updates.count)
      let candidates = positions.map { position in
        broadcast(zip(model.parameters, trained.updates[position]).map { $0 + $1 })
      }
      for (position, after) in zip(positions, try evaluate(candidates, round: round)) {
        trained.outcomes[position].contribution = contributionWeight(
          lossBefore: lossBefore, lossAfter: after.value(of: .loss))
      }
    }
  }

  /// Evaluates several models on all test rows.
  private mutating func evaluate(_ models: [BroadcastModel], round: Int) throws -> [Evaluation] {
    var evaluations = models.map { ModelEvaluation(of: $0, plan: plan) }
    let stretches = evaluations.first?.work.count ?? 0
    try crew.carryOut(evaluations.flatMap(\.work), round: round) { findings in
      for (task, finding) in findings { evaluations[task / stretches].take(finding, at: task % stretches) }
    }
    return evaluations.compactMap(\.whole)
  }
}
