/// The coordinator's end of the stream to a relay: bytes in, messages out. It does no I/O.
///
/// A worker becomes a relay when it is asked to. What a login shell said, the greeting, and signs of life come before.
package struct RelayConnection: Sendable {
  private enum Stage {
    case line, frames, chunks
  }

  private var stage = Stage.line
  private var line = GreetingLine()
  private var frames = FrameReader(limit: 1 << 20)
  private var chunks = RelayReader()

  package init() {}

  /// The first bytes to the worker that is to become a relay; messages follow them.
  package static var request: [UInt8] { Request.relay.encoded() }

  /// The last frame before the relay's messages: its answer.
  package static var answer: [UInt8] { Frame.bytes(kind: answerKind, head: []) }

  /// Whether there is a relay at the other end.
  package var isOpen: Bool { stage == .chunks }

  /// What these bytes complete.
  package mutating func receive(_ bytes: [UInt8]) throws(ProtocolError) -> [RelayMessage] {
    var rest = bytes[...]
    if stage == .line, try line.found(in: &rest) { stage = .frames }
    while stage == .frames, let frame = try frames.next(&rest) {
      if frame.kind == Self.answerKind { stage = .chunks }
    }
    var messages: [RelayMessage] = []
    while stage == .chunks, let message = try chunks.next(&rest) {
      switch message {
      case .data, .ended: messages.append(message)
      case .start, .stop: throw .unexpected(message: message.name, "only a relay takes it")
      }
    }
    return messages
  }

  /// To be called when the stream has ended.
  ///
  /// - Throws: `noGreeting` when there never was a worker at the other end.
  package func end() throws(ProtocolError) {
    if stage == .line { throw line.missing }
  }

  /// That of the request plus 0x80, as of all answers.
  private static let answerKind: UInt8 = 0x86
}
