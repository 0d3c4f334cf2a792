import Determinism

/// The coordinator's side of signed answers: nothing of an answer that should be signed is believed before its
/// signature is.
struct SignatureCheck {
  var seal = Seal()
  /// The worker's, from `prepared` on.
  private var key: PublicKey?

  /// What a frame says.
  ///
  /// - Parameter floats: those of the frame, if it has any.
  /// - Returns: the digest of the floats where a signature covers them.
  mutating func reply(_ frame: Frame, floats: [Float]) throws(ProtocolError) -> (Reply, Digest?) {
    guard isSigned(frame.kind) else {
      let reply = try Reply(frame)
      if case .greeting = reply { seal.greeting = frame.head }
      return (reply, nil)
    }
    guard let (bare, signature) = frame.split, let signer = key ?? bare.preparedKey else {
      throw objection(to: frame)
    }
    let digest = frame.floats > 0 ? Digest.of(floats) : Digest.of([] as [UInt8])
    let message = seal.next(kind: bare.kind, head: bare.head, floats: digest)
    guard signer.verifies(signature, of: message) else { throw objection(to: frame) }
    key = signer
    return (try Reply(bare), digest)
  }

  private func isSigned(_ kind: UInt8) -> Bool {
    guard !seal.challenge.isEmpty, kind != Reply.alive.kind else { return false }
    return key != nil || kind == Reply.preparedKind
  }

  /// A frame that is a whole message as it stands lacks a signature; any other has one that is wrong.
  private func objection(to frame: Frame) -> ProtocolError {
    (try? Reply(frame)) == nil ? .badSignature : .unsigned
  }
}

extension Frame {
  /// The frame without the signature at its head's end.
  fileprivate var split: (bare: Frame, signature: [UInt8])? {
    guard head.count >= Seal.signatureSize else { return nil }
    let bare = Frame(kind: kind, head: head.dropLast(Seal.signatureSize), floats: floats)
    return (bare, head.suffix(Seal.signatureSize))
  }

  /// The key that `prepared` names.
  fileprivate var preparedKey: PublicKey? {
    guard case .prepared(let readiness) = try? Reply(self) else { return nil }
    return readiness.key
  }
}
