package import Tokenomics

/// What a batch has spent of its budget.
package struct Spending: Sendable, Equatable {
  /// Seconds of training; nil where there is no limit.
  package var time: Double?
  /// What may be emitted, by network, in base units; a network that is not here has no limit.
  private let limits: [String: BaseUnits]
  private var emitted: [String: BaseUnits] = [:]
  private var seconds = 0.0

  package init(time: Double?, tokens: [(network: String, amount: BaseUnits)]) {
    self.time = time
    limits = Dictionary(tokens.map { ($0.network, $0.amount) }) { $1 }
  }

  package mutating func add(seconds: Double) { self.seconds += seconds }

  package mutating func add(_ amount: BaseUnits, on network: String) {
    emitted[network, default: 0] += amount
  }

  /// Seconds of training that are left, not below 0; nil where there is no limit.
  package var timeLeft: Double? { time.map { max(0, $0 - seconds) } }

  /// What may still be emitted on a network; nil where there is no limit.
  package func left(on network: String) -> BaseUnits? {
    limits[network].map { $0 - (emitted[network] ?? 0) }
  }
}
