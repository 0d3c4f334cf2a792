/// How long a run waits for whom.
package struct Patience: Sendable, Equatable {
  /// From a worker's start to its greeting.
  package var connect: Duration
  /// How long a worker may be silent before it is lost.
  package var silence: Duration
  /// For the training of a round.
  package var round: Duration
  /// What sets that.
  static let roundKnob = "`deadline` in the job"
  /// For the run, counted from this attempt's start.
  package var run: RunLimit

  package init(
    connect: Duration = .seconds(30), silence: Duration = .seconds(30), round: Duration = .seconds(3600),
    run: Duration = .seconds(7 * 24 * 3600)
  ) {
    self.connect = connect
    self.silence = silence
    self.round = round
    self.run = RunLimit(
      run, name: "the run's deadline of \(run.words)", knob: "`run_deadline` in the job")
  }
}

extension Duration {
  /// In seconds.
  package var seconds: Double {
    let (whole, attoseconds) = components
    return Double(whole) + Double(attoseconds) * 1e-18
  }

  /// As people say it: "0.5 s", "90 s", "20 min", "12 h".
  package var words: String {
    let seconds = seconds
    for (unit, least, name) in [(3600.0, 3600.0, "h"), (60, 120, "min")]
    where seconds >= least && seconds.truncatingRemainder(dividingBy: unit) == 0 {
      return "\(Int(seconds / unit)) \(name)"
    }
    return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
