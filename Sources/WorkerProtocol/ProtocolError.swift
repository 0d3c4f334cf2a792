package import Determinism

/// Why the other end of a stream cannot be understood, or must not be believed. The stream is then given up.
package enum ProtocolError: Error, Equatable {
  /// No greeting line in the first `bytes` bytes, of which `sample` shows the beginning.
  case noGreeting(bytes: Int, sample: String)
  /// The greeting line names another version of the protocol.
  case version(theirs: String, ours: Int)
  case frameTooLong(length: Int, limit: Int)
  /// A frame's bytes are not the ones that were sent.
  case damaged(length: Int)
  /// A frame's header is not the one that was sent.
  case damagedHeader
  case unknownKind(UInt8)
  /// A payload that is not a `message`.
  case malformed(message: String, CanonicalError)
  /// A message that is well formed but may not come here.
  case unexpected(message: String, String)
  /// An answer without the signature that was asked for.
  case unsigned
  /// An answer whose signature is not the worker's for it: somebody changed it, or it belongs elsewhere.
  case badSignature
  /// The stream ended inside a frame.
  case cutOff(missing: Int)
}

extension ProtocolError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noGreeting(let bytes, let sample):
      bytes == 0 ? "no greeting came" : "no greeting in the first \(bytes) bytes, which begin \"\(sample)\""
    case .version(let theirs, let ours):
      "the worker speaks version \(theirs) of the worker protocol, this muster speaks version \(ours)"
    case .frameTooLong(let length, let limit):
      "a frame of \(length) bytes was announced where at most \(limit) can come"
    case .damagedHeader: "a frame's header does not match its checksum"
    case .damaged(let length):
      "a frame of \(length) bytes does not match its checksum"
    case .unknownKind(let kind):
      "a message of unknown kind \(kind)"
    case .malformed(let message, let error):
      "a malformed \(message) message: \(error.words)"
    case .unexpected(let message, let reason):
      "an unexpected \(message) message: \(reason)"
    case .unsigned:
      "an answer is not signed"
    case .badSignature:
      "an answer's signature is not the worker's"
    case .cutOff(let missing):
      "the stream ended \(missing) bytes before the end of a frame"
    }
  }

  /// What may mend it; nil when nothing better than the description is known.
  package var help: String? {
    switch self {
    case .noGreeting(let bytes, _):
      bytes == 0
        ? "start the worker by hand: it should print a line that begins with MUSTER-WORKER/"
        : "something prints before the worker starts; a login script should print only for interactive shells"
    case .version:
      "install the muster-worker that came with this muster"
    case .frameTooLong, .damaged, .damagedHeader, .unknownKind:
      "something else writes into the worker's output, or the connection changes bytes"
    case .unsigned, .badSignature:
      "the worker, or the way to it, is not what it seems; install muster-worker there anew"
    case .malformed, .unexpected, .cutOff:
      nil
    }
  }
}

extension CanonicalError {
  fileprivate var words: String {
    switch self {
    case .truncated(let place): "it ends too early at byte \(place)"
    case .invalid(let what, let place): "no valid \(what) at byte \(place)"
    case .trailing(let count): "\(count) bytes too many"
    }
  }
}
