import Testing

@testable import Kernel

/// Learning rates of rounds 1, 2, …, against PyTorch 2.13.0 in double precision.
struct LearningRateTests {
  private func rates(
    _ schedule: TrainingRecipe.Schedule, warmUp: Int = 0, rounds: Int
  ) -> [Float] {
    let recipe = TrainingRecipe(
      learningRate: 0.1, schedule: schedule, warmUpRounds: warmUp, epochs: 1, batchSize: 1, shuffle: false)
    return (1...rounds).map { recipe.learningRate(round: $0) }
  }

  @Test func `stays as it is without a schedule`() {
    #expect(rates(.constant, rounds: 3) == [0.1, 0.1, 0.1])
  }

  /// `StepLR(optimizer, 3, 0.5)`.
  @Test func `falls in steps`() {
    #expect(
      rates(.step(every: 3, factor: 0.5), rounds: 8) == [0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025])
  }

  /// `CosineAnnealingLR(optimizer, 7, eta_min=0.01)`.
  @Test func `follows half a cosine, and stays at its end`() {
    expectClose(
      rates(.cosine(rounds: 8, to: 0.01), rounds: 10),
      [
        0.1, 0.0955435991, 0.0830570411, 0.065013442, 0.044986558, 0.0269429589, 0.0144564009, 0.01, 0.01,
        0.01,
      ])
    #expect(rates(.cosine(rounds: 1, to: 0.01), rounds: 1) == [0.1])
    let long = rates(.cosine(rounds: 1001, to: 0), rounds: 1001)
    #expect(long[0] == 0.1 && long[500] == 0.05 && long[1000] == 0)
    #expect(zip(long, long.dropFirst()).allSatisfy { $0 >= $1 })
  }

  /// `LinearLR(optimizer, 1/4, 1, 3)`, and that chained with `CosineAnnealingLR(optimizer, 7)`.
  @Test func `warms up linearly`() {
    expectClose(rates(.constant, warmUp: 4, rounds: 6), [0.025, 0.05, 0.075, 0.1, 0.1, 0.1])
    expectClose(
      rates(.cosine(rounds: 8, to: 0), warmUp: 4, rounds: 8),
      [0.025, 0.0475242217, 0.0608808676, 0.0611260467, 0.0388739533, 0.0188255099, 0.0049515566, 0])
  }

  @Test func `a round before the first has the first one's rate`() {
    let recipe = TrainingRecipe(
      learningRate: 0.1, schedule: .step(every: 1, factor: 0.5), epochs: 1, batchSize: 1, shuffle: false)
    #expect([Int.min, 0, 1, 2].map { recipe.learningRate(round: $0) } == [0.1, 0.1, 0.1, 0.05])
    #expect(recipe.learningRate(round: .max) == 0)
  }
}

private func expectClose(_ values: [Float], _ expected: [Double]) {
  #expect(values.count == expected.count)
  #expect(zip(values, expected).allSatisfy { abs(Double($0) - $1) < 2e-8 }, "\(values)")
}
