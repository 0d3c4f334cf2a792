import Determinism
import Testing

@testable import WorkerProtocol

/// Signed answers, from the challenge on.
struct SignatureTests {
  /// A coordinator's end that has asked for `Samples.signedReplies`.
  private func asked() throws -> CoordinatorConnection {
    var coordinator = try Samples.greeted()
    try coordinator.sent(.prepare(Samples.challenging), floats: 0)
    for (request, floats, _) in Samples.requests[1..<4] {
      try coordinator.sent(request, floats: floats.count)
    }
    return coordinator
  }

  private func challenged(_ key: SigningKey? = Samples.key) throws -> WorkerConnection {
    var worker = WorkerConnection(identity: key)
    _ = try worker.send(.greeting(Samples.greeting))
    _ = try worker.requests(
      in: Samples.frame(.prepare(Samples.challenging))
        + Samples.requests[1..<4].flatMap { Samples.frame($0.request, $0.floats) })
    return worker
  }

  /// What a worker with a key of its own answers.
  private func answers(_ worker: inout WorkerConnection) throws -> [[UInt8]] {
    try Samples.replies[1..<4].map { try worker.send($0.reply, $0.floats) }
  }

  private func error(_ bytes: [UInt8]) throws -> ProtocolError? {
    var coordinator = try asked()
    return protocolError { () throws(ProtocolError) in
      _ = try coordinator.receive(bytes)
      try coordinator.end()
    }
  }

  @Test func `signed answers have their documented bytes`() throws {
    var worker = try challenged()
    #expect(try answers(&worker).map(\.hex) == Samples.signedReplies.map(\.hex))
  }

  @Test func `signed answers are understood wherever the stream is cut`() throws {
    let stream = try Samples.signedReplies.flatMap { try #require([UInt8](hex: $0.hex)) }
    let expected = Samples.signedReplies.map {
      CoordinatorConnection.Answer(
        reply: $0.reply, update: $0.floats, updateDigest: $0.floats.isEmpty ? nil : Digest.of($0.floats))
    }
    for cut in 0...stream.count {
      var coordinator = try asked()
      let first = try coordinator.receive(Array(stream[..<cut]))
      #expect(try first + coordinator.receive(Array(stream[cut...])) == expected, "cut at \(cut)")
    }
  }

  @Test func `signs of life are not signed and count for nothing`() throws {
    var worker = try challenged()
    var coordinator = try asked()
    var replies: [Reply] = []
    for answer in try answers(&worker) {
      replies += try coordinator.receive(try worker.send(.alive) + answer + Reply.alive.encoded()).map(
        \.reply)
    }
    #expect(replies.count { $0 == .alive } == 6)
    #expect(replies.filter { $0 != .alive } == Samples.signedReplies.map(\.reply))
  }

  @Test func `a failure is signed once the worker is prepared`() throws {
    let failed = Reply.failed(message: "no", help: nil)
    var early = try challenged()
    #expect(try early.send(failed) == Samples.frame(failed))
    var coordinator = try asked()
    #expect(try coordinator.receive(Samples.frame(failed)).map(\.reply) == [failed])

    var late = try challenged()
    let prepared = try late.send(.prepared(Samples.readiness))
    let signed = try late.send(failed)
    #expect(signed.count == Samples.frame(failed).count + 64)
    coordinator = try asked()
    #expect(
      try coordinator.receive(prepared + signed).map(\.reply) == [Samples.signedReplies[0].reply, failed])
    #expect(try error(prepared + Samples.frame(failed)) == .unsigned)
  }

  @Test func `an answer without a signature is refused as such`() throws {
    #expect(try error(Samples.replyStream) == .unsigned)
    var keyed = Samples.readiness
    keyed.key = Samples.key.publicKey
    #expect(try error(Samples.frame(.prepared(keyed))) == .unsigned)
    var worker = try challenged()
    let first = try answers(&worker)[0]
    for (reply, floats, _) in Samples.replies[2..<4] {
      #expect(try error(first + Samples.frame(reply, floats)) == .unsigned, "\(reply.name)")
    }
  }

  @Test func `a worker that has no key cannot answer a challenge`() throws {
    var worker = try challenged(nil)
    #expect(
      protocolError { () throws(ProtocolError) in _ = try worker.send(.prepared(Samples.readiness)) }
        == .unsigned)
  }

  @Test func `a key that was not asked for is refused`() throws {
    var coordinator = try Samples.asked()
    var keyed = Samples.readiness
    keyed.key = Samples.key.publicKey
    #expect(
      protocolError { () throws(ProtocolError) in
        _ = try coordinator.receive(Samples.frame(.prepared(keyed)))
      } == .unexpected(message: "prepared", "its key was not asked for"))
  }

  @Test func `answers left out, said again or in another order are refused`() throws {
    var worker = try challenged()
    let answers = try answers(&worker)
    #expect(try error(answers[0] + answers[2]) == .badSignature)
    #expect(try error(answers[0] + answers[1] + answers[1]) == .badSignature)
    #expect(try error(answers[0] + answers[2] + answers[1]) == .badSignature)
    #expect(try error(answers[1]) == .malformed(message: "trained", .trailing(64)))
  }

  @Test func `an answer to another challenge, or after another greeting, is refused`() throws {
    var other = Samples.challenging
    other.challenge[31] ^= 1
    var worker = WorkerConnection(identity: Samples.key)
    _ = try worker.send(.greeting(Samples.greeting))
    _ = try worker.requests(in: Samples.frame(.prepare(other)))
    #expect(try error(try worker.send(.prepared(Samples.readiness))) == .badSignature)

    var greeting = Samples.greeting
    greeting.host = "other"
    worker = WorkerConnection(identity: Samples.key)
    _ = try worker.send(.greeting(greeting))
    _ = try worker.requests(in: Samples.frame(.prepare(Samples.challenging)))
    #expect(try error(try worker.send(.prepared(Samples.readiness))) == .badSignature)
  }

  @Test func `another worker cannot take over`() throws {
    var worker = try challenged()
    var intruder = try challenged(SigningKey(seed: [UInt8](repeating: 9, count: 32)))
    let (mine, theirs) = (try answers(&worker), try answers(&intruder))
    #expect(try error(mine[0] + theirs[1]) == .badSignature)
    #expect(try error(theirs.flatMap(\.self)) == nil)
  }

  /// Somebody on the way can make the checksum right again, but not the signature.
  @Test func `any changed bit is noticed though the checksum is right`() throws {
    for (index, sample) in Samples.signedReplies.enumerated() {
      let before = try Samples.signedReplies[..<index].flatMap { try #require([UInt8](hex: $0.hex)) }
      let frame = try #require([UInt8](hex: sample.hex))
      let headEnd = frame.count - 4 * sample.floats.count
      for bit in 8 * Frame.headerSize..<8 * frame.count {
        let changed = frame.flipped(bit)
        let floats = changed[headEnd...].withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        let head = floats.withUnsafeBufferPointer {
          Frame.bytes(kind: frame[8], head: Array(changed[Frame.headerSize..<headEnd]), floats: $0)
        }
        let error = try error(before + head + floats.littleEndian)
        // A changed count may take the signature into the message.
        #expect(error == .badSignature || error == .unsigned, "\(sample.reply.name), bit \(bit)")
      }
    }
  }

  @Test func `cut signatures and any bytes in their place never pass`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = RandomStream(seed: seed, purpose: .shuffle)
    var worker = try challenged()
    let first = try answers(&worker)[0]
    let head = Samples.signedReplies[2].reply.head
    for count in 0..<130 {
      let tail = (0..<count).map { _ in UInt8(random.below(256)) }
      let error = try error(first + Frame.bytes(kind: 0x84, head: head + tail))
      #expect(error == (count == 0 ? .unsigned : .badSignature), "\(count) bytes, seed \(seed)")
    }
  }
}
