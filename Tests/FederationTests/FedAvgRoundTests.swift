import Determinism
import Federation
import Testing

struct FedAvgRoundTests {
  private let seeds: [UInt64] = [1, 2, 3, UInt64.random(in: .min ... .max)]

  /// Computed in Python: each product and sum in double precision, in client order, and one rounding to a
  /// float.
  @Test func `averages as another implementation does`() {
    let model = aggregate(
      global: [0.1, -2.5, 1e-3, 1000.25, 0],
      updates: [
        [0.01, 0.3, 1e-8, -0.125, 1e-30], [-0.02, 0.7, 3e-3, 1 / 3, -1e-30], [0.5, -0.1, -1e-4, 2, 5e-31],
      ], weights: [3, 7, 11])
    #expect(model?.map(\.bitPattern) == [0x3eb69d03, 0xc011ad1b, 0x3aff474d, 0x447a5904, 0xbb9706e])
  }

  @Test func `gives the common update when all clients agree`() {
    let update: [Float] = [0.1, -3e-7, 12345.678]
    let model = aggregate(global: [0, 0, 0], updates: [update, update, update], weights: [1, 77, 50_000])
    #expect(model == update)
    #expect(aggregate(global: [1, 2], updates: [[0.5, -0.5]], weights: [9]) == [1.5, 1.5])
  }

  @Test func `counts a client without rows for nothing`() {
    #expect(aggregate(global: [1], updates: [[2], [1000]], weights: [5, 0]) == [3])
  }

  @Test func `aggregates a model without parameters to one`() {
    #expect(aggregate(global: [], updates: [[], []], weights: [1, 1]) == [])
  }

  @Test func `never changes a bit with the order of arrival`() {
    for seed in seeds {
      var random = RandomStream(seed: seed, purpose: .fingerprint)
      let (updates, weights) = cancellingUpdates(&random)
      let global = randomFloats(67, exponents: -30..<(-20), &random)
      let inOrder = naive(global: global, updates: updates, weights: weights)
      // Or the test would say nothing.
      let backward = naive(global: global, updates: updates.reversed(), weights: weights.reversed())
      #expect(inOrder != backward, "seed \(seed)")
      for _ in 0..<50 {
        var arrivals = Array(updates.indices)
        random.shuffle(&arrivals)
        let model = aggregate(global: global, updates: updates, weights: weights, arrivals: arrivals)
        #expect(model?.map(\.bitPattern) == inOrder.map(\.bitPattern), "seed \(seed), arrivals \(arrivals)")
      }
    }
  }

  @Test func `is not done before every client has answered`() {
    var round = FedAvgRound(global: [1], weights: [1, 1, 1])
    for position in [2, 0] {
      round.add(update: [1], position: position)
      #expect(!round.isComplete && round.finish() == nil)
    }
    round.add(update: [1], position: 1)
    #expect(round.isComplete && round.finish() == [2])
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, -.nan, .signalingNaN])
  func `names the first client in client order whose update is not finite`(bad: Float) {
    for arrivals in [[0, 1, 2, 3], [3, 2, 1, 0], [3, 1, 0, 2]] {
      var round = FedAvgRound(global: [0, 0], weights: [1, 1, 0, 1])
      for position in arrivals { round.add(update: [1, position % 2 == 1 ? bad : 1], position: position) }
      #expect(round.nonFinite == 1)
      #expect(round.finish() == nil)
    }
  }

  @Test func `gives no model that overflowed`() {
    var round = FedAvgRound(global: [.greatestFiniteMagnitude], weights: [1])
    round.add(update: [.greatestFiniteMagnitude], position: 0)
    #expect(round.nonFinite == nil && round.finish() == nil)
    #expect(
      aggregate(global: [0], updates: [[.greatestFiniteMagnitude], [1]], weights: [.max / 2, 1]) != nil)
  }

  /// Three clients with the losses aᵢ/2·(x − bᵢ)²; the fixed points of FedAvg with Kᵢ local steps are Σ p c b
  /// / Σ p c with cᵢ = 1 − (1 − lr·aᵢ)^Kᵢ.
  @Test(arguments: [([5, 5, 5], -0.365356364414), ([1, 5, 20], -0.464742362649)])
  func `settles where federated averaging of quadratics must`(steps: [Int], fixedPoint: Double) throws {
    let (a, b, learningRate) = ([1.0, 4, 10], [0.0, 1, -2], 0.05)
    var x: [Float] = [3]
    for _ in 0..<400 {
      var round = FedAvgRound(global: x, weights: [50, 30, 20])
      for client in [2, 0, 1] {
        var y = Double(x[0])
        for _ in 0..<steps[client] { y -= learningRate * a[client] * (y - b[client]) }
        round.add(update: [Float(y - Double(x[0]))], position: client)
      }
      x = try #require(round.finish())
    }
    #expect((Double(x[0]) - fixedPoint).magnitude < 2e-7)
  }

  private func aggregate(
    global: [Float], updates: [[Float]], weights: [Int], arrivals: [Int]? = nil
  ) -> [Float]? {
    var round = FedAvgRound(global: global, weights: weights)
    for position in arrivals ?? Array(updates.indices) {
      round.add(update: updates[position], position: position)
    }
    return round.finish()
  }

  /// The definition, element by element.
  private func naive(global: [Float], updates: [[Float]], weights: [Int]) -> [Float] {
    global.indices.map { j in
      var sum = 0.0
      for (update, weight) in zip(updates, weights) { sum += Double(weight) * Double(update[j]) }
      return Float(Double(global[j]) + sum / Double(weights.reduce(0, +)))
    }
  }

  /// Nine clients whose large updates cancel in pairs: what is left are the small ones and the rounding of the sums,
  /// which another order would change.
  private func cancellingUpdates(_ random: inout RandomStream) -> (updates: [[Float]], weights: [Int]) {
    let large = (0..<4).map { _ in randomFloats(67, exponents: 0..<30, &random) }
    let weights = large.map { _ in 1 + random.below(10_000) }
    let small = randomFloats(67, exponents: -30..<(-20), &random)
    return (large + [small] + large.map { $0.map { -$0 } }, weights + [77] + weights)
  }

  private func randomFloats(_ count: Int, exponents: Range<Int>, _ random: inout RandomStream) -> [Float] {
    (0..<count).map { _ in
      let exponent = exponents.lowerBound + random.below(exponents.count)
      return Float(random.gaussian()) * Float(sign: .plus, exponent: exponent, significand: 1)
    }
  }
}
