import WorkerProtocol

/// What came of asking one worker of a pool who it is.
enum Examination {
  case answered(Answer)
  case silent(reason: String, help: String?)

  struct Answer {
    var greeting: Greeting
    /// From its start, or that of the way to it, to its greeting.
    var seconds: Double
    var facts: Facts
    /// Seconds since 1970 by this machine's clock: when it was asked, and when its answer was here.
    var asked: Double
    var heard: Double
  }

  var answer: Answer? { if case .answered(let answer) = self { answer } else { nil } }
}

extension Examination.Answer {
  /// How many seconds its clock is ahead at least; below zero when it is behind. 0 when it told a time between question and
  /// answer, which is as exactly as can be told from here.
  var clockSkew: Double {
    facts.clock < asked ? facts.clock - asked : max(0, facts.clock - heard)
  }
}
