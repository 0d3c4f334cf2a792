/// The worker's end of its stream: bytes in, requests out, and the other way round. It does no I/O.
package struct WorkerConnection: Sendable {
  /// The version of the protocol, which the greeting line names.
  package static let version = GreetingLine.version

  private var hasSpoken = false
  private var frames: FrameReader
  private var conversation = Conversation()

  package init() {
    frames = FrameReader(limit: conversation.payloadLimit)
  }

  /// The requests that these bytes complete, each of them one that may be made now.
  package mutating func receive(_ bytes: [UInt8]) throws(ProtocolError) -> [Request] {
    var rest = bytes[...]
    var requests: [Request] = []
    while let frame = try frames.next(&rest) {
      let request = try Request(frame)
      try conversation.ask(request)
      frames.limit = conversation.payloadLimit
      requests.append(request)
    }
    return requests
  }

  /// The bytes of a reply that may be given now; the first one stands behind the greeting line.
  package mutating func send(_ reply: Reply) throws(ProtocolError) -> [UInt8] {
    try conversation.answer(reply)
    defer { hasSpoken = true }
    return hasSpoken ? reply.encoded() : GreetingLine.bytes + reply.encoded()
  }
}
