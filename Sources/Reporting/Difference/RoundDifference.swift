import Determinism
import Kernel
import Planning
import Record
import Tokenomics

/// What differs between the same round of two runs.
package struct RoundDifference: Sendable, Equatable {
  package let round: Int
  /// In the order in which a round comes about: cohort, clients, model, evaluation, rewards. The first is where the runs
  /// parted.
  package let entries: [RunDifference.Entry]

  /// - Parameter clients: those of the first run, for their names.
  /// - Returns: nil when all results are the same, bit for bit.
  init?(_ a: StoredRound, _ b: StoredRound, clients: [Plan.Client]) {
    round = a.round
    entries = Self.cohorts(a, b) + Self.clients(a, b, clients) + Self.wholes(a, b) + Self.rewards(a, b)
    if entries.isEmpty { return nil }
  }

  private static func cohorts(_ a: StoredRound, _ b: StoredRound) -> [RunDifference.Entry] {
    func cohort(_ round: StoredRound) -> String {
      round.clients.map { String($0.client) }.joined(separator: ", ")
    }
    return RunDifference.Entry.differing([("cohort", cohort(a), cohort(b))])
  }

  /// Of the clients that served in both.
  private static func clients(_ a: StoredRound, _ b: StoredRound, _ clients: [Plan.Client])
    -> [RunDifference.Entry]
  {
    a.clients.flatMap { outcome -> [RunDifference.Entry] in
      guard let other = b.clients.first(where: { $0.client == outcome.client }) else { return [] }
      let name = clients.first { $0.index == outcome.client }.map { " (\($0.name))" } ?? ""
      return differences(outcome, other).map {
        RunDifference.Entry("client \(outcome.client)\(name): \($0.what)", $0.a, $0.b)
      }
    }
  }

  private static func differences(_ a: ClientOutcome, _ b: ClientOutcome) -> [RunDifference.Entry] {
    let update = a.updateDigest.told(from: b.updateDigest)
    let loss =
      a.loss.bitPattern == b.loss.bitPattern ? [] : [RunDifference.Entry("loss", "\(a.loss)", "\(b.loss)")]
    return RunDifference.Entry.differing([
      ("rows", String(a.rows), String(b.rows)), ("row visits", String(a.examples), String(b.examples)),
      ("steps", String(a.steps), String(b.steps)), ("update", update.0, update.1),
    ]) + loss
      + RunDifference.Entry.differing([
        ("contribution", String(a.contribution), String(b.contribution))
      ])
  }

  private static func wholes(_ a: StoredRound, _ b: StoredRound) -> [RunDifference.Entry] {
    let model = a.modelDigest.told(from: b.modelDigest)
    let scores = MetricComparison.all([a], [b]).filter { $0.entry.a != $0.entry.b }.map(\.entry)
    // The sums that scores are made of may differ where no score does.
    let hidden =
      scores.isEmpty && a.evaluation?.bits != b.evaluation?.bits
      ? [RunDifference.Entry("evaluation's sums", a.evaluation?.bits.short, b.evaluation?.bits.short)] : []
    return RunDifference.Entry.differing([("model", model.0, model.1)]) + scores + hidden
  }

  private static func rewards(_ a: StoredRound, _ b: StoredRound) -> [RunDifference.Entry] {
    func paid(_ round: StoredRound) -> [(String, String)] {
      round.rewards.map {
        ("\($0.account) for \($0.reason.rawValue)", "\($0.amount) (\($0.weight) of \($0.totalWeight))")
      }
    }
    return RunDifference.Entry.differing(paid(a), paid(b))
  }
}

extension Evaluation {
  /// Of every bit of it.
  fileprivate var bits: Digest {
    var writer = CanonicalWriter()
    encode(to: &writer)
    if let concordance {
      writer.write(concordance.halfPairs)
      writer.write(concordance.pairs)
    }
    return Digest.of(writer.bytes)
  }
}
