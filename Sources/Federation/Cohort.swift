import Determinism

/// Which clients take part in a round.
package enum CohortRule: Sendable, Equatable {
  /// `size` of `clients`, drawn uniformly without replacement: a function of seed and round alone.
  case drawn(size: Int, clients: Int, seed: UInt64)
  case scheduled(CohortSchedule)

  /// - Precondition: 1 ≤ size ≤ clients.
  package init(size: Int, clients: Int, seed: UInt64) {
    precondition(size >= 1 && size <= clients, "a cohort has between one and all clients")
    self = .drawn(size: size, clients: clients, seed: seed)
  }

  /// How many clients take part in a round.
  package var size: Int {
    switch self {
    case .drawn(let size, _, _): size
    case .scheduled(let schedule): schedule.size
    }
  }

  /// McMahan et al. 2017 (arXiv:1602.05629): m = max(fraction·K, 1), rounded to the nearest, no fewer than
  /// `atLeast`.
  package static func size(fraction: Double, atLeast: Int, clients: Int) -> Int {
    min(clients, max(1, atLeast, Int((fraction * Double(clients)).rounded())))
  }

  /// How many are drawn where `size` shall count and some may be late: Bonawitz et al. 2019 (arXiv:1902.01046) draw 1.3
  /// times as many. No more than all.
  package static func size(overSelecting size: Int, by factor: Double, clients: Int) -> Int {
    max(size, min(clients, Int((factor * Double(size)).rounded(.up))))
  }

  /// The clients of one round, counted from 1, in client order.
  package func cohort(round: Int) -> [Int] {
    switch self {
    case .drawn(let size, let clients, let seed):
      size < clients ? draw(size, of: clients, seed: seed, round: round) : Array(0..<clients)
    case .scheduled(let schedule): schedule.cohort(round: round)
    }
  }

  /// The head of a Fisher–Yates shuffle of 0..<clients, of which only the places that were swapped are kept.
  private func draw(_ size: Int, of clients: Int, seed: UInt64, round: Int) -> [Int] {
    var stream = RandomStream(seed: seed, purpose: .cohort, round: round)
    var moved: [Int: Int] = [:]
    var drawn: [Int] = []
    drawn.reserveCapacity(size)
    for position in 0..<size {
      let other = position + stream.below(clients - position)
      drawn.append(moved[other] ?? other)
      moved[other] = moved[position] ?? position
    }
    return drawn.sorted()
  }
}
