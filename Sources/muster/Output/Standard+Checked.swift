extension Standard {
  /// How far the checking of a record is: on a terminal, one line that is rewritten a hundred times and removed at the
  /// end.
  static func checked(quiet: Bool) -> (_ done: Int, _ all: Int) -> Void {
    { done, all in
      guard !quiet, errorIsTerminal, all > 100 else { return }
      if done == all { return errorFragment("\r\u{1B}[K") }
      if done.isMultiple(of: all / 100) { errorFragment("\rchecked \(done) of \(all)\u{1B}[K") }
    }
  }
}
