import Determinism

/// What ties a worker's signed answers to one conversation, and to their places in it: nobody can change one, leave
/// one out, or say one again, here or in another conversation.
struct Seal {
  /// Of the signature, at the end of a signed answer's head.
  static let signatureSize = 64

  /// The coordinator's random bytes; none where nothing is signed.
  var challenge: [UInt8] = []
  /// The head of the worker's greeting.
  var greeting: [UInt8] = []
  /// How many answers were signed.
  private var count: UInt64 = 0

  /// The message that the next signature is of. The first also covers the greeting, which came before the challenge.
  mutating func next(kind: UInt8, head: [UInt8], floats: Digest) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write("muster worker protocol 3: a worker's answer")
    writer.write(challenge)
    writer.write(count)
    writer.write(kind)
    writer.write(head)
    writer.write(floats)
    if count == 0 { writer.write(greeting) }
    count += 1
    return writer.bytes
  }
}
