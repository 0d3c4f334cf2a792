import Kernel
import Planning

/// What is left to do for the last round while the next one is trained: its model is evaluated, and then it is told.
struct LastRound {
  /// Of the last round's model; nil when it is not evaluated, or not yet.
  private(set) var evaluation: Evaluation?
  /// While it is due or under way.
  private var pending: ModelEvaluation?
  /// While its model is not evaluated.
  private var finished: FinishedRound?
  /// A round of which all is known.
  private var evaluated: (round: FinishedRound, evaluation: Evaluation?)?

  /// What the workers have to do for it.
  var work: [Work] { pending?.work ?? [] }

  /// Makes another round the last one; nil is one that was told before this run of the program.
  mutating func follow(with round: FinishedRound?, evaluation due: ModelEvaluation?) {
    (evaluation, pending, finished) = (nil, due, round)
  }

  /// Takes what a worker found for the task at this place of ``work``.
  mutating func take(_ finding: Finding, at place: Int) {
    pending?.take(finding, at: place)
  }

  /// Notes whether all is known.
  ///
  /// - Throws: ``Divergence`` when the evaluation shows that the model is worthless.
  mutating func settle() throws {
    if let pending {
      guard let whole = pending.whole else { return }
      if !whole.lossSum.isFinite, let finished { throw Divergence(round: finished.round, client: nil) }
      (evaluation, self.pending) = (whole, nil)
    }
    if let finished { evaluated = (finished, evaluation) }
    finished = nil
  }

  /// Tells the round of which all is known, if there is one.
  mutating func tell(_ observer: any RunObserver) throws {
    guard let (round, evaluation) = evaluated else { return }
    evaluated = nil
    try round.tell(observer, evaluation: evaluation)
  }
}
