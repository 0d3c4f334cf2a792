import Kernel
import Planning
import Tokenomics

extension RoundWalk {
  /// Test rows are evaluated in stretches of this many, whatever the number of workers.
  private static var stretch: Int { 256 }

  private var stretches: [Range<Int>] {
    stride(from: 0, to: plan.testRows, by: Self.stretch).map { $0..<min($0 + Self.stretch, plan.testRows) }
  }

  mutating func evaluate(_ parameters: [Float], round: Int) throws -> Evaluation {
    try evaluate(each: [parameters], round: round)[0]
  }

  /// Evaluates several models on all test rows.
  mutating func evaluate(each models: [[Float]], round: Int) throws -> [Evaluation] {
    let stretches = stretches
    var work: [Work] = []
    for parameters in models {
      let broadcast = broadcast(parameters)
      work += stretches.map { Work(model: broadcast, kind: .evaluate($0), cost: 0) }
    }
    var parts: [Evaluation?] = Array(repeating: nil, count: work.count)
    try crew.carryOut(work, round: round) { index, finding in
      if case .evaluated(let part) = finding { parts[index] = part }
    }
    return models.indices.map { model in
      var whole = Evaluation(classes: plan.model.classes)
      for part in parts[model * stretches.count..<(model + 1) * stretches.count] {
        if let part { whole.merge(part) }
      }
      return whole
    }
  }

  /// Where the network pays for loss reduction, measures each client's update by itself: the mean test loss of the
  /// model before the round less that of the same model with only this update applied.
  mutating func weighContributions(_ trained: inout RoundTraining, before: [Float], round: Int) throws {
    guard plan.economy?.contribution == .lossReduction else { return }
    let candidates = trained.updates.map { update in zip(before, update).map { $0 + $1 } }
    let unevaluated = evaluation == nil
    let evaluations = try evaluate(each: (unevaluated ? [before] : []) + candidates, round: round)
    let baseline = unevaluated ? evaluations[0] : evaluation
    guard let lossBefore = baseline?.value(of: .loss, class: nil) else { return }
    for (position, after) in evaluations.suffix(candidates.count).enumerated() {
      trained.outcomes[position].contribution = contributionWeight(
        lossBefore: lossBefore, lossAfter: after.value(of: .loss, class: nil))
    }
  }
}
