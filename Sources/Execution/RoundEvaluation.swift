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
      work += stretches.map {
        Work(model: broadcast, kind: .evaluate($0, classes: plan.model.classes), cost: 0)
      }
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
    let lossBefore = try (evaluation ?? evaluate(before, round: round)).value(of: .loss)
    // A few at a time: a model for each client of a large cohort would not fit in memory.
    for start in stride(from: 0, to: trained.updates.count, by: 2 * crew.size) {
      let positions = start..<min(start + 2 * crew.size, trained.updates.count)
      let candidates = positions.map { zip(before, trained.updates[$0]).map { $0 + $1 } }
      for (position, after) in zip(positions, try evaluate(each: candidates, round: round)) {
        trained.outcomes[position].contribution = contributionWeight(
          lossBefore: lossBefore, lossAfter: after.value(of: .loss))
      }
    }
  }
}
