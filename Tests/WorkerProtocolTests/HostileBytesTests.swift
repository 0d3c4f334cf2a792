import Determinism
import Testing

@testable import WorkerProtocol

/// Bytes that no good end would send: each must give an error, and none a crash or much memory.
struct HostileBytesTests {
  private func frame(
    _ kind: UInt8, floats: [Float] = [], _ head: (inout CanonicalWriter) -> Void
  ) -> [UInt8] {
    var writer = CanonicalWriter()
    head(&writer)
    let head = writer.bytes
    return floats.withUnsafeBufferPointer { Frame.bytes(kind: kind, head: head, floats: $0) }
      + floats.littleEndian
  }

  private func workerError(_ bytes: [UInt8]) throws -> ProtocolError? {
    var worker = try Samples.greetedWorker()
    return protocolError { () throws(ProtocolError) in _ = try worker.requests(in: bytes) }
  }

  private func coordinatorError(_ bytes: [UInt8]) throws -> ProtocolError? {
    var coordinator = try Samples.asked()
    return protocolError { () throws(ProtocolError) in _ = try coordinator.receive(bytes) }
  }

  /// Of a frame that never follows.
  private func header(head: UInt32, floats: UInt32) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.write(head)
    writer.write(floats)
    writer.write(1 as UInt8)
    writer.write(writer.bytes.withUnsafeBytes(Frame.check))
    return writer.bytes + Array(repeating: 0, count: 8)
  }

  @Test(
    arguments: [
      (.max, 0, 4_294_967_295), (0, .max, 17_179_869_180), (.max, .max, 21_474_836_475),
      (16_777_225, 0, 16_777_225), (16_777_217, 2, 16_777_225), (0, 4_194_307, 16_777_228),
    ] as [(UInt32, UInt32, Int)])
  func `a length beyond what can come is refused before anything is kept`(
    head: UInt32, floats: UInt32, length: Int
  )
    throws
  {
    let header = header(head: head, floats: floats)
    #expect(try workerError(header) == .frameTooLong(length: length, limit: 16_777_216))
    #expect(try coordinatorError(header) == .frameTooLong(length: length, limit: 16_777_224))
  }

  @Test func `text in the place of a frame is refused`() throws {
    #expect(
      try workerError(Array("Connection to host lost".utf8))
        == .damagedHeader)
  }

  @Test(arguments: [0, 9, 0x42, 0x80, 0x82, 0xfe] as [UInt8])
  func `a kind that is no request is refused`(kind: UInt8) throws {
    #expect(try workerError(frame(kind) { _ in }) == .unknownKind(kind))
  }

  @Test(arguments: [0, 1, 5, 0x42, 0x85, 0x86, 0xfe] as [UInt8])
  func `a kind that is no reply is refused`(kind: UInt8) throws {
    #expect(try coordinatorError(frame(kind) { _ in }) == .unknownKind(kind))
  }

  @Test(arguments: [Int.max, 1 << 60, -1, Int.min, 3])
  func `a count that the payload cannot hold is refused`(count: Int) throws {
    #expect(
      try workerError(frame(1) { $0.write(count) }) == .malformed(message: "prepare", .truncated(at: 0)))
    let evaluated = frame(0x84) {
      $0.write(UInt32(1))
      $0.write(count)
    }
    #expect(try coordinatorError(evaluated) == .malformed(message: "evaluated", .truncated(at: 4)))
  }

  @Test func `numbers out of range are refused`() throws {
    func train(_ round: Int, _ client: Int) -> [UInt8] {
      Request.train(task: 1, round: round, client: client).encoded()
    }
    #expect(try workerError(train(-1, 0)) == .malformed(message: "train", .invalid("round", at: 4)))
    #expect(try workerError(train(0, .min)) == .malformed(message: "train", .invalid("client", at: 12)))
    func rows(_ lower: Int, _ upper: Int) -> [UInt8] {
      frame(4) {
        $0.write(UInt32(1))
        $0.write(lower)
        $0.write(upper)
      }
    }
    #expect(try workerError(rows(-1, 5)) == .malformed(message: "evaluate", .invalid("rows", at: 4)))
    #expect(try workerError(rows(6, 5)) == .malformed(message: "evaluate", .invalid("rows", at: 4)))
    #expect(try workerError(rows(.max, .min)) == .malformed(message: "evaluate", .invalid("rows", at: 4)))
  }

  @Test(arguments: [1, 31, 33, 64, 1000])
  func `a challenge of another length is refused`(count: Int) throws {
    var preparation = Samples.preparation
    preparation.challenge = Array(repeating: 7, count: count)
    #expect(
      try workerError(Samples.frame(.prepare(preparation)))
        == .malformed(message: "prepare", .invalid("challenge", at: 45)))
  }

  @Test func `facts that cannot be are refused`() throws {
    func error(_ change: (inout Facts) -> Void) throws -> ProtocolError? {
      var coordinator = try Samples.greeted()
      _ = try coordinator.send(.probe(Probe(files: [])))
      var facts = Samples.facts
      change(&facts)
      return protocolError { () throws(ProtocolError) in
        _ = try coordinator.receive(Samples.frame(.probed(facts)))
      }
    }
    #expect(try error { _ in } == nil)
    #expect(try error { $0.cores = -1 } == .malformed(message: "probed", .invalid("cores", at: 79)))
    #expect(try error { $0.memory = .min } == .malformed(message: "probed", .invalid("memory", at: 87)))
    #expect(try error { $0.clock = .nan } == .malformed(message: "probed", .invalid("clock", at: 95)))
  }

  @Test func `bytes that can be no key are refused where one stands`() throws {
    let keyless = Reply.prepared(Samples.readiness).head
    let head = keyless.dropLast() + [1] + Array(repeating: 0, count: 32)
    let error = try coordinatorError(frame(0x81) { writer in head.forEach { writer.write($0) } })
    #expect(error == .malformed(message: "prepared", .invalid("public key", at: keyless.count)))
  }

  @Test(arguments: [
    (Double.nan, 0, "loss", 20), (.infinity, 0, "loss", 20), (0, -1, "seconds", 29), (0, .nan, "seconds", 29),
  ])
  func `a trained reply that contradicts itself is refused`(
    loss: Double, seconds: Double, what: String, place: Int
  ) throws {
    var training = Samples.trained
    (training.loss, training.seconds) = (loss, seconds)
    let error = try coordinatorError(Samples.frame(.trained(task: 7, training), Samples.update))
    #expect(error == .malformed(message: "trained", .invalid(what, at: place)))
  }

  @Test func `a loss that is not finite is fine when it is said`() throws {
    var coordinator = try Samples.asked()
    var training = Samples.trained
    (training.loss, training.finite) = (.infinity, false)
    let reply = Reply.trained(task: 7, training)
    let stream = Samples.frame(.prepared(Samples.readiness)) + Samples.frame(reply, Samples.update)
    #expect(try coordinator.receive(stream).last == .init(reply: reply, update: Samples.update))
  }

  @Test func `every message cut short or with a byte too many is refused`() throws {
    let messages =
      (Samples.requests + Samples.otherRequests).map { (Samples.frame($0.request), $0.floats, true) }
      + Samples.replies.map { (Samples.frame($0.reply), $0.floats, false) }
    for (bytes, floats, isRequest) in messages {
      let head = Array(bytes[Frame.headerSize...])
      for variant in (0..<head.count).map({ Array(head[..<$0]) }) + [head + [0]] {
        let broken = frame(bytes[8], floats: floats) { writer in variant.forEach { writer.write($0) } }
        let error = try isRequest ? workerError(broken) : coordinatorError(broken)
        guard case .malformed = error else {
          Issue.record("kind \(bytes[8]) of \(variant.count) bytes gave \(String(describing: error))")
          continue
        }
      }
    }
  }

  @Test func `any flipped bit is noticed`() throws {
    let stream = Samples.replyStream
    for bit in 0..<8 * stream.count {
      var damaged = stream
      damaged[bit / 8] ^= 1 << (bit % 8)
      var coordinator = try Samples.asked()
      let error = protocolError { () throws(ProtocolError) in
        _ = try coordinator.receive(damaged)
        // A length that grew leaves the reader waiting.
        try coordinator.end()
      }
      #expect(error != nil, "bit \(bit)")
    }
  }

  @Test func `random damage never crashes and never passes as other messages`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = RandomStream(seed: seed, purpose: .shuffle)
    for _ in 0..<2_000 {
      var coordinator = try Samples.asked()
      let answers = try? coordinator.receive(mutated(Samples.replyStream, &random))
      #expect(Samples.answers.starts(with: answers ?? []), "seed \(seed)")
      var worker = try Samples.greetedWorker()
      let requests = try? worker.requests(in: mutated(Samples.requestStream, &random))
      #expect(Samples.conversation.requests.starts(with: requests ?? []), "seed \(seed)")
    }
  }

  /// Changes, removes or inserts up to eight bytes in a row.
  private func mutated(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    let start = random.below(bytes.count)
    let end = min(bytes.count, start + random.below(8))
    let other = (0..<random.below(8)).map { _ in UInt8(random.below(256)) }
    bytes.replaceSubrange(start..<end, with: other)
    return bytes
  }
}
