import Determinism
import Planning
import Record

/// Watches a run being run again, and finds the first result that differs from the record.
final class Comparison: RunObserver {
  static let otherNumerics = """
    this machine's BLAS gives other bits than the recorded one, so equality cannot be expected; \
    compare on the recorded library and CPU (`muster show` names them)
    """

  private let rounds: [StoredRound]
  private let fingerprints: Set<Digest>
  private let hasEnded: Bool
  private(set) var difference: String?
  private(set) var sameNumerics = true
  /// How many rounds were compared.
  private(set) var seen = 0
  /// After the last round that is recorded; nil before it.
  private(set) var lastModel: [Float]?

  /// - Parameter hasEnded: whether how the run ended is recorded too, and to be compared.
  init(rounds: [StoredRound], fingerprints: [WorkerFacts], hasEnded: Bool) {
    self.rounds = rounds
    self.hasEnded = hasEnded
    self.fingerprints = Set(fingerprints.map(\.fingerprint))
  }

  /// Whether going on would tell nothing more: something differs, or the record holds no further round.
  var isDecided: Bool { difference != nil || (!hasEnded && seen == rounds.count) }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .workerJoined(let facts): compare(facts)
    case .roundFinished(let outcome):
      guard difference == nil, seen < rounds.count else { return }
      difference = rounds[seen].firstDifference(from: outcome)
      seen += 1
      if seen == rounds.count { lastModel = outcome.model }
    case .workerLost, .waiting, .poolsDone, .ended: break
    }
  }

  private func compare(_ facts: WorkerFacts) {
    guard sameNumerics, !fingerprints.isEmpty, !fingerprints.contains(facts.fingerprint) else { return }
    sameNumerics = false
    Standard.error("note: \(Self.otherNumerics)")
  }
}
