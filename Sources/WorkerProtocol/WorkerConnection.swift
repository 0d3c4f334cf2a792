import Determinism

/// The worker's end of its stream: bytes in, requests out, and the other way round. It does no I/O.
package struct WorkerConnection: Sendable {
  /// The version of the protocol, which the greeting line names.
  package static let version = GreetingLine.version

  /// What answers are signed with from `prepared` on, if the coordinator gave a challenge; needed by then.
  package var identity: SigningKey?

  private var hasSpoken = false
  private var frames: FrameReader
  private var conversation = Conversation()
  private var waiting: ArraySlice<UInt8> = []
  private var seal = Seal()
  private var isSigning = false

  package init(identity: SigningKey? = nil) {
    self.identity = identity
    frames = FrameReader(limit: conversation.lengthLimit)
  }

  /// The model last set. The next one takes its place while it arrives, so keep no copy.
  package var model: [Float] { frames.floats }

  /// What has arrived behind the last request: after `relay` it is no frame.
  package var unread: [UInt8] { Array(waiting) }

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
    if case .prepare(let preparation) = request { seal.challenge = preparation.challenge }
    return request
  }

  /// The bytes of a reply that may be given now, up to its floats; the first one stands behind the greeting line.
  ///
  /// - Throws: `unsigned` when there is nothing to sign it with.
  package mutating func send(
    _ reply: Reply, floats: UnsafeBufferPointer<Float> = .none
  ) throws(ProtocolError) -> [UInt8] {
    try conversation.answer(reply, floats: floats.count)
    if case .prepared = reply { isSigning = !seal.challenge.isEmpty }
    let bytes =
      isSigning && reply != .alive
      ? try signed(reply, floats) : Frame.bytes(kind: reply.kind, head: reply.head, floats: floats)
    if case .greeting = reply { seal.greeting = reply.head }
    defer { hasSpoken = true }
    return hasSpoken ? bytes : GreetingLine.bytes + bytes
  }

  private mutating func signed(
    _ reply: Reply, _ floats: UnsafeBufferPointer<Float>
  ) throws(ProtocolError) -> [UInt8] {
    guard let identity else { throw .unsigned }
    let head = reply.signed(by: identity.publicKey).head
    let message = seal.next(kind: reply.kind, head: head, floats: Digest.of(floats))
    return Frame.bytes(kind: reply.kind, head: head + identity.signature(of: message), floats: floats)
  }
}

extension Reply {
  /// With the key, where it names one.
  fileprivate func signed(by key: PublicKey) -> Reply {
    guard case .prepared(var readiness) = self else { return self }
    readiness.key = key
    return .prepared(readiness)
  }
}
