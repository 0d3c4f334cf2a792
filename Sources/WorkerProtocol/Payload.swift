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

  mutating func seconds(_ what: String = "seconds") throws(CanonicalError) -> Double {
    let start = position
    let value = try double()
    guard value >= 0 && value.isFinite else { throw .invalid(what, at: start) }
    return value
  }

  /// A text that somebody else wrote and people may read: what steers a terminal is not in it.
  mutating func text() throws(CanonicalError) -> String {
    plainText(try string().utf8)
  }

  mutating func optionalText() throws(CanonicalError) -> String? {
    try optional { (r) throws(CanonicalError) in try r.text() }
  }

  /// 32 bytes that can be a key.
  mutating func publicKey() throws(CanonicalError) -> PublicKey {
    let start = position
    guard let key = PublicKey(bytes: try digest().bytes) else { throw .invalid("public key", at: start) }
    return key
  }
}
