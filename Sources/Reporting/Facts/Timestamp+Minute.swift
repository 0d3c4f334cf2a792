import Record

extension Timestamp {
  /// To the minute, as people read it: "2026-11-22 16:21 UTC".
  var minute: String { description.prefix(16).replacing("T", with: " ") + " UTC" }
}
