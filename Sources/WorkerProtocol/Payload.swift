import Determinism

extension Frame {
  /// The head as one message, which must take up all of it.
  func decoded<Message>(
    as name: String, _ read: (inout CanonicalReader) throws(CanonicalError) -> Message
  ) throws(ProtocolError) -> Message {
    var reader = CanonicalReader(head)
    do {
      let message = try read(&reader)
      try reader.finish()
      return message
    } catch {
      throw .malformed(message: name, error)
    }
  }
}

extension CanonicalReader {
  /// An integer that is not negative.
  mutating func natural(_ what: String) throws(CanonicalError) -> Int {
    let start = position
    let value = try int()
    if value < 0 { throw .invalid(what, at: start) }
    return value
  }

  mutating func range(_ what: String) throws(CanonicalError) -> Range<Int> {
    let start = position
    let lower = try natural(what)
    let upper = try int()
    if upper < lower { throw .invalid(what, at: start) }
    return lower..<upper
  }

  mutating func seconds() throws(CanonicalError) -> Double {
    let start = position
    let value = try double()
    guard value >= 0 && value.isFinite else { throw .invalid("seconds", at: start) }
    return value
  }
}
