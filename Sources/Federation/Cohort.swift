import Determinism

/// How a round's cohort is drawn.
package struct CohortRule: Sendable, Equatable {
  /// How many of `clients` take part.
  package var size: Int
  package var clients: Int
  package var seed: UInt64

  /// - Precondition: 1 ≤ size ≤ clients.
  package init(size: Int, clients: Int, seed: UInt64) {
    precondition(size >= 1 && size <= clients, "a cohort has between one and all clients")
    self.size = size
    self.clients = clients
    self.seed = seed
  }

  /// McMahan et al. 2017 (arXiv:1602.05629): m = max(fraction·K, 1), rounded to the nearest, no fewer than
  /// `atLeast`.
  package static func size(fraction: Double, atLeast: Int, clients: Int) -> Int {
    min(clients, max(1, atLeast, Int((fraction * Double(clients)).rounded())))
  }

  /// The clients of one round, uniformly without replacement, in client order: a function of seed and round
  /// alone.
  package func cohort(round: Int) -> [Int] {
    guard size < clients else { return Array(0..<clients) }
    var stream = RandomStream(seed: seed, purpose: .cohort, round: round)
    // The head of a Fisher–Yates shuffle of 0..<clients, of which only the places that were swapped are kept.
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
