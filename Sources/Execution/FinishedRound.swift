import Determinism
import Kernel
import Planning
import Tokenomics

/// A round that is trained, aggregated and rewarded.
struct FinishedRound {
  let round: Int
  let clients: [ClientOutcome]
  let decisions: [Decision]
  let model: [Float]
  let rewards: [Reward]
  let seconds: Double

  /// - Parameter evaluation: of the model, where it is evaluated.
  func tell(_ observer: any RunObserver, evaluation: Evaluation?) throws {
    try observer.observe(
      .roundFinished(
        RoundOutcome(
          round: round, clients: clients, decisions: decisions, model: model, modelDigest: Digest.of(model),
          evaluation: evaluation, rewards: rewards, seconds: seconds)))
  }
}
