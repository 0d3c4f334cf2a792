/// The aggregation of one round by federated averaging (McMahan et al. 2017, arXiv:1602.05629):
/// x ← x + Σ nᵢ·Δᵢ / Σ nᵢ over the cohort, where Δᵢ is client i's update and nᵢ its rows.
///
/// Updates may arrive in any order; each is folded in when all those before it in client order have been. An
/// element is one chain of double-precision additions in client order, divided once and rounded to a float
/// once, so arrival order cannot change a bit. Early arrivals wait; nothing is kept of an update that was
/// folded.
package struct FedAvgRound: Sendable {
  private let global: [Float]
  private let weights: [Int]
  private var sums: [Double]
  private var waiting: [[Float]?]
  private var folded = 0

  /// The first client in client order, by its position in the cohort, whose update holds NaN or infinity.
  package private(set) var nonFinite: Int?

  /// - Parameters:
  ///   - global: the model that every client of the cohort started from.
  ///   - weights: each client's rows, by its position in the cohort; at least one is positive, none negative.
  package init(global: [Float], weights: [Int]) {
    precondition(weights.allSatisfy { $0 >= 0 } && weights.contains { $0 > 0 }, "a cohort has rows")
    self.global = global
    self.weights = weights
    sums = Array(repeating: 0, count: global.count)
    waiting = Array(repeating: nil, count: weights.count)
  }

  /// Whether every client's update has been added.
  package var isComplete: Bool { folded == weights.count }

  /// Takes the update of the client at `position` of the cohort.
  ///
  /// - Precondition: it is the first from that client, and as long as the model.
  package mutating func add(update: [Float], position: Int) {
    precondition(update.count == global.count, "an update is as long as the model")
    precondition(position >= folded && waiting[position] == nil, "a client sends one update a round")
    waiting[position] = update
    while folded < waiting.count, let next = waiting[folded] {
      fold(next, weight: weights[folded])
      waiting[folded] = nil
      folded += 1
    }
  }

  /// The new global model; nil while an update is missing, and when NaN or infinity is in an update or the
  /// result.
  package func finish() -> [Float]? {
    guard isComplete, nonFinite == nil else { return nil }
    let total = weights.reduce(0) { $0 + Double($1) }
    let model = [Float](unsafeUninitializedCapacity: global.count) { model, initialized in
      guard let out = model.baseAddress else { return }
      global.withUnsafeBufferPointer { global in
        sums.withUnsafeBufferPointer { sums in
          guard let x = global.baseAddress, let sum = sums.baseAddress else { return }
          for j in 0..<global.count { out[j] = Float(Double(x[j]) + sum[j] / total) }
          initialized = global.count
        }
      }
    }
    return model.isFinite ? model : nil
  }

  private mutating func fold(_ update: [Float], weight: Int) {
    if nonFinite == nil, !update.isFinite { nonFinite = folded }
    let n = Double(weight)
    sums.withUnsafeMutableBufferPointer { sums in
      update.withUnsafeBufferPointer { update in
        guard let sum = sums.baseAddress, let delta = update.baseAddress else { return }
        for j in 0..<update.count { sum[j] += n * Double(delta[j]) }
      }
    }
  }
}

extension [Float] {
  /// Whether no element is NaN or infinite.
  var isFinite: Bool {
    let infinity = Float.infinity.bitPattern
    // An integer maximum is vectorised; the first bad element is of no interest, and there rarely is one.
    let largest = withUnsafeBufferPointer { $0.reduce(0) { Swift.max($0, $1.bitPattern & 0x7fff_ffff) } }
    return largest < infinity
  }
}
