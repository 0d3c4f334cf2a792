/// The worker's end of its stream: bytes in, requests out, and the other way round. It does no I/O.
package struct WorkerConnection: Sendable {
  /// The version of the protocol, which the greeting line names.
  package static let version = GreetingLine.version

  private var hasSpoken = false
  private var frames: FrameReader
  private var conversation = Conversation()
  private var waiting: ArraySlice<UInt8> = []

  package init() {
    frames = FrameReader(limit: conversation.lengthLimit)
  }

  /// The model last set. The next one takes its place while it arrives, so keep no copy.
  package var model: [Float] { frames.floats }

  /// Takes what has arrived; ``next()`` must have given all that came before.
  package mutating func receive(_ bytes: [UInt8]) {
    precondition(waiting.isEmpty, "requests are taken in order")
    waiting = bytes[...]
  }

  /// The next request, one that may be made now; nil when more bytes are needed. To be handled before the one after it
  /// is asked for.
  package mutating func next() throws(ProtocolError) -> Request? {
    guard let frame = try frames.next(&waiting) else { return nil }
    let request = try Request(frame)
    try conversation.ask(request, floats: frame.floats)
    frames.limit = conversation.lengthLimit
    return request
  }

  /// The bytes of a reply that may be given now, up to its floats; the first one stands behind the greeting line.
  package mutating func send(
    _ reply: Reply, floats: UnsafeBufferPointer<Float> = .none
  ) throws(ProtocolError) -> [UInt8] {
    try conversation.answer(reply, floats: floats.count)
    defer { hasSpoken = true }
    let bytes = reply.encoded(floats: floats)
    return hasSpoken ? bytes : GreetingLine.bytes + bytes
  }
}
