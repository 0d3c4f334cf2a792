import Determinism

/// The label-skewed partition of Hsu, Qi and Brown 2019 (arXiv:1909.06335) in the form of Li et al. 2022
/// (NIID-Bench, arXiv:2102.02079): each class is shared out in proportions drawn from a symmetric Dirichlet
/// distribution over the clients, and all is drawn again while a client has too few rows.
///
/// The draw of a class is a function of (seed, attempt, class).
struct DirichletDraw {
  private static let maximumDraws = 1000

  let clients: Int
  let alpha: Double
  let minRows: Int
  let seed: UInt64

  /// How often to draw at most: fewer times where a draw takes longer, so that giving up takes seconds.
  func draws(classes: Int) -> Int {
    min(Self.maximumDraws, max(10, 10_000_000 / (clients * classes)))
  }

  /// - Parameter rows: the rows of each class.
  /// - Returns: the rows of each client, unsorted; nil when no draw had `minRows` for everyone.
  func partition(_ rows: [[Int]]) -> [[Int]]? {
    for attempt in 0..<draws(classes: rows.count) {
      let cuts = rows.indices.map { self.cuts(of: rows[$0].count, class: $0, attempt: attempt) }
      let sizes = (0..<clients).map { client in cuts.reduce(0) { $0 + $1[client + 1] - $1[client] } }
      if sizes.allSatisfy({ $0 >= minRows }) { return deal(rows, cuts) }
    }
    return nil
  }

  private func deal(_ rows: [[Int]], _ cuts: [[Int]]) -> [[Int]] {
    var parts: [[Int]] = Array(repeating: [], count: clients)
    for index in rows.indices {
      var shuffled = rows[index]
      var stream = RandomStream(seed: seed, purpose: .partition, round: Self.maximumDraws, client: index)
      stream.shuffle(&shuffled)
      for client in 0..<clients { parts[client] += shuffled[cuts[index][client]..<cuts[index][client + 1]] }
    }
    return parts
  }

  /// Where each client's part of a class of `count` rows ends: the cumulative proportions times `count`,
  /// rounded down. `clients` + 1 numbers from 0 to `count`.
  private func cuts(of count: Int, class index: Int, attempt: Int) -> [Int] {
    var stream = RandomStream(seed: seed, purpose: .partition, round: attempt, client: index)
    let weights = self.weights(&stream)
    let total = weights.reduce(0, +)
    var sum = 0.0
    var cuts = [0]
    cuts.reserveCapacity(clients + 1)
    for weight in weights.dropLast() {
      sum += weight
      cuts.append(min(count, Int(sum / total * Double(count))))
    }
    return cuts + [count]
  }

  /// Gamma(alpha) draws, all divided by the largest: Dirichlet proportions up to their sum, which is at least
  /// 1. Logarithms keep a small alpha from making all of them 0.
  private func weights(_ stream: inout RandomStream) -> [Double] {
    var logs: [Double] = []
    logs.reserveCapacity(clients)
    for _ in 0..<clients { logs.append(logGamma(&stream)) }
    let largest = logs.reduce(-Double.infinity, max)
    return logs.map { Elementary.exp($0 - largest) }
  }

  /// The logarithm of a Gamma(alpha, 1) variate: Marsaglia and Tsang, "A simple method for generating gamma
  /// variables" (2000), of alpha + 1, times U^(1/alpha) to come back to alpha.
  private func logGamma(_ stream: inout RandomStream) -> Double {
    let d = alpha + 1 - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = stream.gaussian()
      let root = 1 + c * x
      let v = root * root * root
      guard v > 0 else { continue }
      let logV = Elementary.log(v)
      if Elementary.log(1 - stream.uniform()) < 0.5 * x * x + d - d * v + d * logV {
        return Elementary.log(d) + logV + Elementary.log(1 - stream.uniform()) / alpha
      }
    }
  }
}
