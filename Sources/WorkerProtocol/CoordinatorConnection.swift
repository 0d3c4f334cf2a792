package import Determinism

/// The coordinator's end of one worker's stream: bytes in, replies out, and the other way round. It does no I/O.
///
/// After an error the stream cannot be trusted any more: stop the worker and drop the connection.
package struct CoordinatorConnection: Sendable {
  /// A reply, and the update that came with it if it is `trained`.
  package struct Answer: Sendable, Equatable {
    package var reply: Reply
    package var update: [Float]
    /// Of the update's floats, where their signature was checked.
    package var updateDigest: Digest?

    package init(reply: Reply, update: [Float], updateDigest: Digest? = nil) {
      self.reply = reply
      self.update = update
      self.updateDigest = updateDigest
    }
  }

  private var greetingLine = GreetingLine()
  private var isGreeted = false
  private var frames: FrameReader
  private var conversation = Conversation()
  private var signatures = SignatureCheck()

  package init() {
    frames = FrameReader(limit: conversation.lengthLimit)
  }

  /// What these bytes complete: answers that may come now.
  package mutating func receive(_ bytes: [UInt8]) throws(ProtocolError) -> [Answer] {
    var rest = bytes[...]
    if !isGreeted { isGreeted = try greetingLine.found(in: &rest) }
    guard isGreeted else { return [] }
    var answers: [Answer] = []
    while let frame = try frames.next(&rest) {
      let (reply, digest) = try signatures.reply(frame, floats: frames.floats)
      try conversation.answer(reply, floats: frame.floats)
      let hasUpdate = frame.floats > 0
      answers.append(
        Answer(
          reply: reply, update: hasUpdate ? frames.takeFloats() : [], updateDigest: hasUpdate ? digest : nil))
    }
    return answers
  }

  /// The bytes of a request that may be made now, and has no floats.
  package mutating func send(_ request: Request) throws(ProtocolError) -> [UInt8] {
    try sent(request, floats: 0)
    return request.encoded()
  }

  /// Notes a request whose bytes were encoded before, once for many workers, and so many floats behind them. One with a
  /// challenge is for one worker only.
  package mutating func sent(_ request: Request, floats: Int) throws(ProtocolError) {
    try conversation.ask(request, floats: floats)
    frames.limit = conversation.lengthLimit
    if case .prepare(let preparation) = request { signatures.seal.challenge = preparation.challenge }
  }

  /// To be called when the stream has ended.
  ///
  /// - Throws: `noGreeting` when the worker never greeted, `cutOff` when the end is inside a frame.
  package func end() throws(ProtocolError) {
    if !isGreeted { throw greetingLine.missing }
    if frames.missing > 0 { throw .cutOff(missing: frames.missing) }
  }
}
