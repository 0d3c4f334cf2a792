/// The moments that a crew looks out for, by the run's clock.
struct Watch {
  let runEnds: Double
  private(set) var round = 0
  /// When the round's work began, and when it is late.
  private(set) var roundBegan: Double
  private(set) var roundEnds: Double
  /// When a task was finished last, or the round's work began.
  var lastProgress: Double
  /// When it was told last who is awaited; nil while nobody is.
  var lastTold: Double?
  /// When the workers were listened to last.
  var lastListened: Double
  private let patience: Patience

  init(_ patience: Patience, now: Double) {
    self.patience = patience
    runEnds = now + patience.run.length.seconds
    (roundBegan, roundEnds) = (now, now + patience.round.seconds)
    (lastProgress, lastListened) = (now, now)
  }

  mutating func begin(round: Int, now: Double) {
    self.round = round
    (roundBegan, lastProgress) = (now, now)
    extendRound(from: now)
  }

  mutating func postpone(by seconds: Double) { roundEnds += seconds }

  mutating func extendRound(from now: Double) { roundEnds = now + patience.round.seconds }
}
