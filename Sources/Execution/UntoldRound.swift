import Determinism
import Kernel
import Planning
import Tokenomics

/// A round that is trained, aggregated and rewarded. It is told once its model is evaluated, which goes on beside the
/// training of the next round.
struct UntoldRound {
  let round: Int
  let clients: [ClientOutcome]
  let model: [Float]
  let rewards: [Reward]
  let seconds: Double

  /// - Throws: ``Divergence`` when the evaluation shows that the model is worthless.
  func tell(_ observer: any RunObserver, evaluation: Evaluation?) throws {
    if let evaluation, !evaluation.lossSum.isFinite { throw Divergence(round: round, client: nil) }
    try observer.observe(
      .roundFinished(
        RoundOutcome(
          round: round, clients: clients, model: model, modelDigest: Digest.of(model), evaluation: evaluation,
          rewards: rewards, seconds: seconds)))
  }
}

/// NaN or infinity appeared in this client's training, or in the aggregate when `client` is nil.
struct Divergence: Error {
  let round: Int
  let client: Int?
}
