import Determinism

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
  /// Empty until the first update is folded.
  private var sums: [Double] = []
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
    waiting = Array(repeating: nil, count: weights.count)
  }

  /// Whether every client's update has been added.
  package var isComplete: Bool { folded == weights.count }

  /// Takes the update of the client at `position` of the cohort.
  ///
  /// - Precondition: it is the first from that client, and as long as the model.
  package mutating func add(update: consuming [Float], position: Int) {
    precondition(update.count == global.count, "an update is as long as the model")
    precondition(position >= folded && waiting[position] == nil, "a client sends one update a round")
    waiting[position] = update
    while folded < waiting.count, let next = waiting[folded] {
      fold(next, weight: Double(weights[folded]))
      waiting[folded] = nil
      folded += 1
    }
  }

  /// The new global model, after which the round is over; nil while an update is missing, and when NaN or infinity is
  /// in an update or the result.
  package consuming func finish() -> [Float]? {
    guard isComplete, nonFinite == nil else { return nil }
    let total = weights.reduce(0) { $0 + Double($1) }
    var isFinite = true
    var model = [Float](zeros: global.count)
    model.withUnsafeMutableBufferPointer { model in
      global.withUnsafeBufferPointer { global in
        sums.withUnsafeBufferPointer { sums in
          guard let x = global.baseAddress, let sum = sums.baseAddress, let out = model.baseAddress else {
            return
          }
          for block in blocks(of: global.count) {
            for j in block { out[j] = Float(Double(x[j]) + sum[j] / total) }
            isFinite = isFinite && areFinite(out, block)
          }
        }
      }
    }
    return isFinite ? model : nil
  }

  private mutating func fold(_ update: [Float], weight: Double) {
    if sums.isEmpty { sums = Array(zeros: update.count) }
    var isFinite = true
    sums.withUnsafeMutableBufferPointer { sums in
      update.withUnsafeBufferPointer { update in
        guard let sum = sums.baseAddress, let delta = update.baseAddress else { return }
        for block in blocks(of: update.count) {
          isFinite = isFinite && areFinite(delta, block)
          for j in block { sum[j] += weight * Double(delta[j]) }
        }
      }
    }
    if nonFinite == nil, !isFinite { nonFinite = folded }
  }
}

/// Places in stretches that fit in the first cache, so that a second look at them costs no memory traffic.
private func blocks(of count: Int) -> some Sequence<Range<Int>> {
  let size = 2048
  return stride(from: 0, to: count, by: size).lazy.map { $0..<min($0 + size, count) }
}

/// Whether no float of a block is NaN or infinite. An integer maximum is vectorised; the first bad one is of no interest,
/// and there rarely is one.
private func areFinite(_ floats: UnsafePointer<Float>, _ block: Range<Int>) -> Bool {
  var largest: UInt32 = 0
  for j in block { largest = max(largest, floats[j].bitPattern & 0x7fff_ffff) }
  return largest < Float.infinity.bitPattern
}
