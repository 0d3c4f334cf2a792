import Determinism

/// The aggregation of one round by federated averaging (McMahan et al. 2017, arXiv:1602.05629):
/// x ← x + Σ nᵢ·Δᵢ / Σ nᵢ over the cohort, where Δᵢ is client i's update and nᵢ its rows.
///
/// Updates may arrive in any order; each is folded in when all those before it in client order have been. An
/// element is one chain of double-precision additions in client order, divided once and rounded to a float
/// once, so arrival order cannot change a bit. Early arrivals wait; nothing is kept of an update that was
/// folded.
///
/// Of a cohort with more clients than count, the first in client order that are not left out do.
package struct FedAvgRound: Sendable {
  private let global: [Float]
  private let weights: [Int]
  private let counted: Int
  /// Empty until the first update is folded.
  private var sums: [Double] = []
  private var waiting: [Place]
  /// How many positions are done with, from the first.
  private var passed = 0
  /// The positions whose updates were folded in, ascending.
  package private(set) var included: [Int] = []

  private enum Place {
    case open
    case arrived([Float])
    case leftOut
  }

  /// The first client in client order, by its position in the cohort, whose update holds NaN or infinity.
  package private(set) var nonFinite: Int?

  /// - Parameters:
  ///   - global: the model that every client of the cohort started from.
  ///   - weights: each client's rows, by its position in the cohort; at least one is positive, none negative.
  ///   - counted: how many clients count; all when nil.
  package init(global: [Float], weights: [Int], counted: Int? = nil) {
    precondition(weights.allSatisfy { $0 >= 0 } && weights.contains { $0 > 0 }, "a cohort has rows")
    self.global = global
    self.weights = weights
    self.counted = min(counted ?? weights.count, weights.count)
    waiting = Array(repeating: .open, count: weights.count)
  }

  /// Whether every update that counts has been added.
  package var isComplete: Bool { included.count == counted || passed == weights.count }

  /// Takes the update of the client at `position` of the cohort.
  ///
  /// - Precondition: it is the first from that client, which is not left out, and as long as the model.
  package mutating func add(update: consuming [Float], position: Int) {
    precondition(update.count == global.count, "an update is as long as the model")
    settle(position, as: .arrived(update))
  }

  /// Leaves the client at `position` of the cohort out of the round.
  ///
  /// - Precondition: nothing came from it, and it was not left out before.
  package mutating func leaveOut(position: Int) { settle(position, as: .leftOut) }

  private mutating func settle(_ position: Int, as place: consuming Place) {
    guard case .open = waiting[position] else { preconditionFailure("a client sends one update a round") }
    waiting[position] = place
    while !isComplete, passed < waiting.count {
      switch waiting[passed] {
      case .open: return
      case .leftOut: break
      case .arrived(let next):
        fold(next, position: passed)
        included.append(passed)
      }
      waiting[passed] = .leftOut
      passed += 1
    }
  }

  /// The new global model, after which the round is over; nil while an update is missing, and when NaN or infinity is
  /// in an update or the result.
  package consuming func finish() -> [Float]? {
    guard isComplete, !included.isEmpty, nonFinite == nil else { return nil }
    let total = included.reduce(0) { $0 + Double(weights[$1]) }
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

  private mutating func fold(_ update: [Float], position: Int) {
    let weight = Double(weights[position])
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
    if nonFinite == nil, !isFinite { nonFinite = position }
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
