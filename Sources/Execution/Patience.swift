/// How long a run waits for whom.
package struct Patience: Sendable, Equatable {
  /// From a worker's start to its greeting.
  package var connect: Duration
  /// How long a worker may be silent before it is lost.
  package var silence: Duration
  /// For the training of a round.
  package var round: Duration
  /// For the run, counted from this attempt's start.
  package var run: Duration

  package init(
    connect: Duration = .seconds(30), silence: Duration = .seconds(30), round: Duration = .seconds(3600),
    run: Duration = .seconds(7 * 24 * 3600)
  ) {
    self.connect = connect
    self.silence = silence
    self.round = round
    self.run = run
  }
}

extension Duration {
  /// In seconds.
  package var seconds: Double {
    let (whole, attoseconds) = components
    return Double(whole) + Double(attoseconds) * 1e-18
  }

  /// As people say it: "90 s", "0.5 s".
  var words: String {
    let seconds = seconds
    return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
