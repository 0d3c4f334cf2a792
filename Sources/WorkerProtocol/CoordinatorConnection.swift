/// The coordinator's end of one worker's stream: bytes in, replies out, and the other way round. It does no I/O.
///
/// After an error the stream cannot be trusted any more: stop the worker and drop the connection.
package struct CoordinatorConnection: Sendable {
  private var greetingLine = GreetingLine()
  private var isGreeted = false
  private var frames: FrameReader
  private var conversation = Conversation()

  package init() {
    frames = FrameReader(limit: conversation.payloadLimit)
  }

  /// The replies that these bytes complete, each of them one that may come now.
  package mutating func receive(_ bytes: [UInt8]) throws(ProtocolError) -> [Reply] {
    var rest = bytes[...]
    if !isGreeted { isGreeted = try greetingLine.found(in: &rest) }
    guard isGreeted else { return [] }
    var replies: [Reply] = []
    while let frame = try frames.next(&rest) {
      let reply = try Reply(frame)
      try conversation.answer(reply)
      replies.append(reply)
    }
    return replies
  }

  /// The bytes of a request that may be made now.
  package mutating func send(_ request: Request) throws(ProtocolError) -> [UInt8] {
    try sent(request)
    return request.encoded()
  }

  /// Notes a request whose bytes were encoded before, once for many workers.
  package mutating func sent(_ request: Request) throws(ProtocolError) {
    try conversation.ask(request)
    frames.limit = conversation.payloadLimit
  }

  /// To be called when the stream has ended.
  ///
  /// - Throws: `noGreeting` when the worker never greeted, `cutOff` when the end is inside a frame.
  package func end() throws(ProtocolError) {
    if !isGreeted { throw greetingLine.missing }
    if frames.missing > 0 { throw .cutOff(missing: frames.missing) }
  }
}
