/// How long an attempt at a run may take, and who says so.
package struct RunLimit: Sendable, Equatable {
  package var length: Duration
  /// Before "passed", with the length that was set, of which less may be left: "the batch's deadline of 2 h".
  package var name: String
  /// What to raise to wait longer: "`deadline` in the batch".
  package var knob: String

  package init(_ length: Duration, name: String, knob: String) {
    self.length = length
    self.name = name
    self.knob = knob
  }
}
